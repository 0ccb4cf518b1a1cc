using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>100 Σ_j |ŷ_j - y_j| / |y_j|, with gradient 0 where they are equal.</summary>
internal sealed unsafe class AbsolutePercentageErrorLoss() : Loss("absolute_percentage_error", LearningTasks.Regression)
{
    private const float SmallestTarget = 1e-7f;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Identity;

    internal override bool IsOfRatios => true;

    internal override string? Refuse(Activation outputActivation) => null;

    internal override string? RefuseTarget(float value) =>
        MathF.Abs(value) >= SmallestTarget ? null : "expected a size of 1E-07 or more, because errors are divided by it";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += Math.Abs((double)output[j] - target[j]) / Size(target[j]);
        }

        return 100 * sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = 100 * LossMath.Sign(output[j] - target[j]) / Size(target[j]);
        }
    }

    private static float Size(float target) => MathF.Max(MathF.Abs(target), SmallestTarget);
}
