using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A w^γ c with p = σ(z), n = σ(-z) = 1 - p, c the cross-entropy of the logit, w = t n + (1 - t) p the probability given to what
/// is not the case and A = α t + (1 - α)(1 - t); its derivative by z is A (w^γ ((1 - t) p - t n) + γ w^(γ-1) (1 - 2t) p n c).
/// </summary>
internal sealed unsafe class BinaryFocalCrossEntropyLoss(float gamma, float alpha) : Loss(
    "binary_focal_crossentropy",
    LearningTasks.BinaryClassification | LearningTasks.Regression,
    RequireNonNegative(gamma, nameof(gamma)),
    RequireInside(alpha, nameof(alpha)))
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Sigmoid;

    internal override string? Refuse(Activation outputActivation) => RequireSigmoid(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    internal override bool TargetsAreLabels => true;

    internal override bool TakesSums(Activation outputActivation) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var (z, t) = (output[j], target[j]);
            var wrong = (t * LossMath.Sigmoid(-z)) + ((1 - t) * LossMath.Sigmoid(z));
            sum += Balance(t) * LossMath.Power(wrong, gamma) * LossMath.LogitCrossEntropy(z, t);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            var (z, t) = (output[j], target[j]);
            var (p, n) = (LossMath.Sigmoid(z), LossMath.Sigmoid(-z));
            var wrong = (t * n) + ((1 - t) * p);
            var slope = LossMath.Power(wrong, gamma) * (((1 - t) * p) - (t * n));
            if (gamma != 0)
            {
                slope += gamma * LossMath.Power(wrong, gamma - 1) * (1 - (2 * t)) * p * n * (float)LossMath.LogitCrossEntropy(z, t);
            }

            gradient[j] = (float)(Balance(t) * slope);
        }
    }

    internal override NamedComponent With(float[] arguments) => BinaryFocalCrossEntropy(arguments[0], arguments[1]);

    private double Balance(float t) => ((double)alpha * t) + ((1 - (double)alpha) * (1 - t));
}
