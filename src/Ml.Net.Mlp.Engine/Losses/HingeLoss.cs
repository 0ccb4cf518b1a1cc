using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>Σ_j max(0, 1 - y_j s_j) with y_j = ±1.</summary>
internal sealed unsafe class HingeLoss()
    : MarginLoss("hinge", LearningTasks.MulticlassClassification | LearningTasks.BinaryClassification | LearningTasks.Regression)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += Math.Max(0, 1 - ((double)Side(target[j]) * output[j]));
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            var side = Side(target[j]);
            gradient[j] = side * output[j] < 1 ? -side : 0;
        }
    }
}
