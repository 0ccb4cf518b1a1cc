using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>-Σ_j t_j log p_j, over the probabilities of a softmax layer.</summary>
internal sealed unsafe class CategoricalCrossEntropyLoss()
    : Loss("categorical_crossentropy", LearningTasks.MulticlassClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) => RequireSoftmax(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    // With target values t the gradient at the sums is p Σt - t, which is p - t only where they sum to 1.
    internal override bool IsCanonical(Activation outputActivation, bool classes) => classes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        if (target.Class >= 0)
        {
            return -LossMath.Log(output[target.Class]);
        }

        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            if (target[j] != 0)
            {
                sum -= target[j] * (double)LossMath.Log(output[j]);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = -target[j] / MathF.Max(output[j], LossMath.Tiny);
        }
    }
}
