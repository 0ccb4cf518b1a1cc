using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>1 - c with c = ŷ·y / (|ŷ| |y|), whose gradient is -(y / (|ŷ| |y|) - c ŷ / |ŷ|²).</summary>
internal sealed unsafe class CosineLoss()
    : Loss("cosine", LearningTasks.MulticlassClassification | LearningTasks.Regression)
{
    // Of a square: where all outputs are 0 they have no direction, and the loss is 1.
    private const double SmallestSquare = 1e-12;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Identity;

    internal override string? Refuse(Activation outputActivation) => null;

    internal override int FewestOutputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var (dot, ofOutput, ofTarget) = Products(output, count, target);
        return 1 - (dot / Math.Sqrt(Math.Max(ofOutput, SmallestSquare) * Math.Max(ofTarget, SmallestSquare)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        var (dot, ofOutput, ofTarget) = Products(output, count, target);
        var scale = 1 / Math.Sqrt(Math.Max(ofOutput, SmallestSquare) * Math.Max(ofTarget, SmallestSquare));
        var back = ofOutput > SmallestSquare ? dot * scale / ofOutput : 0;
        for (var j = 0; j < count; j++)
        {
            gradient[j] = (float)((back * output[j]) - (scale * target[j]));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Dot, double OfOutput, double OfTarget) Products(float* output, int count, Target target)
    {
        var (dot, ofOutput, ofTarget) = (0.0, 0.0, 0.0);
        for (var j = 0; j < count; j++)
        {
            var (y, t) = ((double)output[j], (double)target[j]);
            dot += y * t;
            ofOutput += y * y;
            ofTarget += t * t;
        }

        return (dot, ofOutput, ofTarget);
    }
}
