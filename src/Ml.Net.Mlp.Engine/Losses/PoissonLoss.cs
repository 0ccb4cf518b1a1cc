using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Σ_j (ŷ_j - y_j log ŷ_j). After the exponential the gradient at the sums is ŷ - y. After softplus it is
/// σ - y σ / ŷ with σ = 1 - e^-ŷ, the derivative of softplus told from its value; σ / ŷ tends to 1 where ŷ tends to 0.
/// </summary>
internal sealed unsafe class PoissonLoss() : Loss("poisson", LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Exponential;

    internal override string? Refuse(Activation outputActivation) =>
        RequireActivation(outputActivation, "it needs outputs above 0", Activation.Exponential, Activation.Softplus);

    internal override string? RefuseTarget(float value) => value >= 0 ? null : "expected 0 or more";

    internal override bool IsCanonical(Activation outputActivation, bool classes) => outputActivation == Activation.Exponential;

    internal override bool GradientIsAtSums(Activation outputActivation) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += output[j] - ((double)target[j] * LossMath.Log(output[j]));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = SlopeByValue(output[j]) * (output[j] - target[j]);
        }
    }

    private static float SlopeByValue(float y) => y > 0 ? -LossMath.ExpMinusOne(-y) / y : 1 - y;
}
