using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// -α Σ_j t_j (1 - p_j)^γ log p_j. With u_j = p_j ∂L/∂p_j = α t_j (γ p_j (1 - p_j)^(γ-1) log p_j - (1 - p_j)^γ), which has no
/// division by p_j, the gradient at the sums of a softmax is u_j - p_j Σu.
/// </summary>
internal sealed unsafe class CategoricalFocalCrossEntropyLoss(float gamma, float alpha) : Loss(
    "categorical_focal_crossentropy",
    LearningTasks.MulticlassClassification | LearningTasks.Regression,
    RequireNonNegative(gamma, nameof(gamma)),
    RequirePositive(alpha, nameof(alpha)))
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) => RequireSoftmax(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    internal override int FewestOutputs => 2;

    internal override bool GradientIsAtSums(Activation outputActivation) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            if (target[j] != 0)
            {
                sum -= target[j] * (double)LossMath.Power(Missed(output[j]), gamma) * LossMath.Log(output[j]);
            }
        }

        return alpha * sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var slope = target[j] == 0 ? 0 : alpha * target[j] * Slope(output[j]);
            gradient[j] = slope;
            sum += slope;
        }

        var shift = (float)sum;
        for (var j = 0; j < count; j++)
        {
            gradient[j] -= output[j] * shift;
        }
    }

    internal override NamedComponent With(float[] arguments) => CategoricalFocalCrossEntropy(arguments[0], arguments[1]);

    // A softmax probability can round to a little more than 1.
    private static float Missed(float probability) => MathF.Max(1 - probability, 0);

    private float Slope(float probability)
    {
        var missed = Missed(probability);
        var fall = gamma == 0 ? 0 : gamma * probability * LossMath.Power(missed, gamma - 1) * LossMath.Log(probability);
        return fall - LossMath.Power(missed, gamma);
    }
}
