using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>Σ_j |ŷ_j - y_j|, with gradient 0 where they are equal.</summary>
internal sealed unsafe class AbsoluteErrorLoss()
    : Loss("absolute_error", LearningTasks.MulticlassClassification | LearningTasks.BinaryClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => SquaredError.DefaultActivation(task);

    internal override bool IsOfDifferences => true;

    internal override string? Refuse(Activation outputActivation) => null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += Math.Abs((double)output[j] - target[j]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = LossMath.Sign(output[j] - target[j]);
        }
    }
}
