using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>Σ_j t_j log(t_j / p_j): after a softmax the gradient at the sums is p_j Σt - t_j.</summary>
internal sealed unsafe class KullbackLeiblerLoss()
    : Loss("kl_divergence", LearningTasks.MulticlassClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) => RequireSoftmax(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    internal override int FewestOutputs => 2;

    internal override bool GradientIsAtSums(Activation outputActivation) => true;

    internal override bool IsCanonical(Activation outputActivation, bool classes) => classes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            if (target[j] != 0)
            {
                sum += target[j] * ((double)LossMath.Log(target[j]) - LossMath.Log(output[j]));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        var total = (float)target.Total(count);
        for (var j = 0; j < count; j++)
        {
            gradient[j] = (output[j] * total) - target[j];
        }
    }
}
