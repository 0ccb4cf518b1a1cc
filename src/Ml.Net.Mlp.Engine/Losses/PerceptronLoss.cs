using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// One output: max(0, -y s) with y = ±1. Several: max(0, s_rival - s_class). On the boundary the gradient is that of a mistake,
/// as in Rosenblatt's rule: weights of 0 would never learn otherwise.
/// </summary>
internal sealed unsafe class PerceptronLoss()
    : MarginLoss("perceptron", LearningTasks.MulticlassClassification | LearningTasks.BinaryClassification)
{
    internal override string? Refuse(Activation outputActivation) =>
        RequireActivation(outputActivation, "it needs the weighted sums as they are", Activation.Identity);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        if (count == 1)
        {
            return Math.Max(0, -(double)Side(target[0]) * output[0]);
        }

        var sum = 0.0;
        for (var label = 0; label < count; label++)
        {
            if (target[label] != 0)
            {
                sum += target[label] * Math.Max(0, (double)output[Rival(output, count, label)] - output[label]);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        if (count == 1)
        {
            var side = Side(target[0]);
            gradient[0] = side * output[0] <= 0 ? -side : 0;
            return;
        }

        new Span<float>(gradient, count).Clear();
        for (var label = 0; label < count; label++)
        {
            var rival = target[label] == 0 ? label : Rival(output, count, label);
            if (rival != label && output[rival] >= output[label])
            {
                gradient[rival] += target[label];
                gradient[label] -= target[label];
            }
        }
    }
}
