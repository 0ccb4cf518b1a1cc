using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>-Σ_j t_j log p_j, over the probabilities of a softmax layer.</summary>
internal sealed unsafe class CategoricalCrossEntropyLoss()
    : Loss("categorical_crossentropy", LearningTasks.MulticlassClassification | LearningTasks.Regression)
{
    // A softmax probability can round to 0; the smallest normal float keeps the loss finite (87.3 at most).
    private const float SmallestProbability = 1.17549435e-38f;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) =>
        outputActivation == Activation.Softmax ? null : "it needs probabilities: use the softmax activation on the output layer";

    // With target values t the gradient at the sums is p Σt - t, which is p - t only where they sum to 1.
    internal override bool IsCanonical(Activation outputActivation, bool classes) => classes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        if (target.Class >= 0)
        {
            return -Log(output[target.Class]);
        }

        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            if (target[j] != 0)
            {
                sum -= target[j] * Log(output[j]);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = -target[j] / MathF.Max(output[j], SmallestProbability);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Log(float probability) =>
        VectorFunctions.Log(new Vec1(MathF.Max(probability, SmallestProbability))).ToSingle();
}
