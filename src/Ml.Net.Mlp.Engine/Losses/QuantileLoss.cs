using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Σ_j of q (y - ŷ) where the output is too small and (1 - q)(ŷ - y) where it is too large, with gradient 0 where it is right.
/// </summary>
internal sealed unsafe class QuantileLoss(float quantile)
    : Loss("quantile", LearningTasks.Regression, RequireInside(quantile, nameof(quantile)))
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Identity;

    internal override bool IsOfDifferences => true;

    internal override string? Refuse(Activation outputActivation) => null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var missing = (double)target[j] - output[j];
            sum += missing > 0 ? quantile * missing : (quantile - 1.0) * missing;
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            var error = output[j] - target[j];
            gradient[j] = error > 0 ? 1 - quantile : error < 0 ? -quantile : error;
        }
    }

    internal override NamedComponent With(float[] arguments) => Quantile(arguments[0]);
}
