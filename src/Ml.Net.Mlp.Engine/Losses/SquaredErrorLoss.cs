using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>½ Σ_j (ŷ_j - y_j)²: the ½ makes the gradient ŷ - y.</summary>
internal sealed unsafe class SquaredErrorLoss()
    : Loss("squared_error", LearningTasks.MulticlassClassification | LearningTasks.BinaryClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => task switch
    {
        LearningTasks.MulticlassClassification => Activation.Softmax,
        LearningTasks.BinaryClassification => Activation.Sigmoid,
        _ => Activation.Identity,
    };

    internal override bool IsOfDifferences => true;

    internal override string? Refuse(Activation outputActivation) => null;

    internal override bool IsCanonical(Activation outputActivation, bool classes) => outputActivation == Activation.Identity;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var error = (double)output[j] - target[j];
            sum += error * error;
        }

        return sum / 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = output[j] - target[j];
        }
    }
}
