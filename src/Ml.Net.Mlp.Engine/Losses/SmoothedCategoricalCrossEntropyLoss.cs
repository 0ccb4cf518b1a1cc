using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// -Σ_j t'_j log p_j with t'_j = (1 - s) t_j + s / K: after a softmax the gradient at the sums is p_j Σt' - t'_j.
/// </summary>
internal sealed unsafe class SmoothedCategoricalCrossEntropyLoss(float smoothing) : Loss(
    "smoothed_categorical_crossentropy",
    LearningTasks.MulticlassClassification | LearningTasks.Regression,
    RequireUnitInterval(smoothing, nameof(smoothing)))
{
    private readonly float _kept = 1 - smoothing;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softmax;

    internal override string? Refuse(Activation outputActivation) => RequireSoftmax(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    internal override int FewestOutputs => 2;

    internal override bool GradientIsAtSums(Activation outputActivation) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var spread = smoothing / count;
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum -= ((_kept * target[j]) + spread) * (double)LossMath.Log(output[j]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        var spread = smoothing / count;
        var total = target.Total(count);
        var smoothed = (float)(total + (smoothing * (1 - total)));
        for (var j = 0; j < count; j++)
        {
            gradient[j] = (output[j] * smoothed) - ((_kept * target[j]) + spread);
        }
    }

    internal override NamedComponent With(float[] arguments) => SmoothedCategoricalCrossEntropy(arguments[0]);
}
