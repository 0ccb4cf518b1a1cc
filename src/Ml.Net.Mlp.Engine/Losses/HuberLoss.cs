using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>Σ_j of ½ e² where |e| ≤ δ and δ (|e| - ½ δ) beyond, with e = ŷ - y: the derivative is e cut off at ±δ.</summary>
internal sealed unsafe class HuberLoss(float delta)
    : Loss("huber", LearningTasks.Regression, RequirePositive(delta, nameof(delta)))
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
            var size = Math.Abs((double)output[j] - target[j]);
            sum += size <= delta ? size * size / 2 : delta * (size - (delta / 2.0));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = MathF.Max(-delta, MathF.Min(output[j] - target[j], delta));
        }
    }

    internal override NamedComponent With(float[] arguments) => Huber(arguments[0]);
}
