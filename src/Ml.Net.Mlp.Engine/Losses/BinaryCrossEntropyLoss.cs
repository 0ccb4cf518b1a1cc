using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>With z the logit: -t log σ(z) - (1 - t) log(1 - σ(z)), whose derivative is σ(z) - t.</summary>
internal sealed unsafe class BinaryCrossEntropyLoss()
    : Loss("binary_crossentropy", LearningTasks.BinaryClassification | LearningTasks.Regression)
{
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
            sum += LossMath.LogitCrossEntropy(output[j], target[j]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = LossMath.Sigmoid(output[j]) - target[j];
        }
    }
}
