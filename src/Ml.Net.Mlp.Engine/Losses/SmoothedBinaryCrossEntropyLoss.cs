using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>The cross-entropy of sigmoids for targets (1 - s) t + s / 2, from the logits.</summary>
internal sealed unsafe class SmoothedBinaryCrossEntropyLoss(float smoothing) : Loss(
    "smoothed_binary_crossentropy",
    LearningTasks.BinaryClassification | LearningTasks.Regression,
    RequireUnitInterval(smoothing, nameof(smoothing)))
{
    private readonly float _kept = 1 - smoothing;
    private readonly float _spread = smoothing / 2;

    internal override Activation DefaultActivation(LearningTasks task) => Activation.Sigmoid;

    internal override string? Refuse(Activation outputActivation) => RequireSigmoid(outputActivation);

    internal override string? RefuseTarget(float value) => RequireProbability(value);

    internal override bool TargetsAreLabels => true;

    internal override bool TakesSums(Activation outputActivation) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            sum += LossMath.LogitCrossEntropy(output[j], (_kept * target[j]) + _spread);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = LossMath.Sigmoid(output[j]) - ((_kept * target[j]) + _spread);
        }
    }

    internal override NamedComponent With(float[] arguments) => SmoothedBinaryCrossEntropy(arguments[0]);
}
