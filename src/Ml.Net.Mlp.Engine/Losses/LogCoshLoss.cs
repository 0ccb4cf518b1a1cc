using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Σ_j log cosh e_j with e = ŷ - y: |e| + log((1 + exp(-2|e|)) / 2), whose derivative is tanh e.
/// </summary>
internal sealed unsafe class LogCoshLoss() : Loss("log_cosh", LearningTasks.Regression)
{
    private const double LogOfTwo = 0.69314718055994531;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Identity;

    internal override bool IsOfDifferences => true;

    internal override string? Refuse(Activation outputActivation) => null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += OfSize(Math.Abs((double)output[j] - target[j]));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = LossMath.Tanh(output[j] - target[j]);
        }
    }

    // Near 0 the logarithms would cancel: there the series x²/2 - x⁴/12 + x⁶/45 - 17x⁸/2520.
    private static double OfSize(double size)
    {
        if (size >= 0.25)
        {
            return size + LossMath.Log(1 + LossMath.Exp((float)(-2 * size))) - LogOfTwo;
        }

        var square = size * size;
        return square * (0.5 - (square * ((1.0 / 12) - (square * ((1.0 / 45) - (square * (17.0 / 2520)))))));
    }
}
