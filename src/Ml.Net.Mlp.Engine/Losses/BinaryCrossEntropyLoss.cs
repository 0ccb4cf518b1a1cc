using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// With z the logit: -t log σ(z) - (1 - t) log(1 - σ(z)) = max(z, 0) - t z + log(1 + e^-|z|), whose derivative is σ(z) - t.
/// </summary>
internal sealed unsafe class BinaryCrossEntropyLoss()
    : Loss("binary_crossentropy", LearningTasks.BinaryClassification | LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Sigmoid;

    internal override string? Refuse(Activation outputActivation) => outputActivation == Activation.Sigmoid
        ? null
        : "it needs a probability of each output: use the sigmoid activation on the output layer";

    internal override string? RefuseTarget(float value) => value is >= 0 and <= 1 ? null : "expected 0 to 1";

    internal override bool TakesSums(Activation outputActivation) => true;

    internal override bool IsCanonical(Activation outputActivation, bool classes) => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var (z, t) = (output[j], target[j]);
            var tail = VectorFunctions.Exp(new Vec1(-MathF.Abs(z))) + Vec1.Create(1);
            sum += MathF.Max(z, 0) - ((double)t * z) + VectorFunctions.Log(tail).ToSingle();
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            gradient[j] = VectorFunctions.Sigmoid(new Vec1(output[j])).ToSingle() - target[j];
        }
    }
}
