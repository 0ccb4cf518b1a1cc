using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>max(0, 1 + s_rival - s_class), where the rival is the class with the largest score but for the row's.</summary>
internal sealed unsafe class CategoricalHingeLoss() : MarginLoss("categorical_hinge", LearningTasks.MulticlassClassification)
{
    internal override int FewestOutputs => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var label = 0; label < count; label++)
        {
            if (target[label] != 0)
            {
                sum += target[label] * Math.Max(0, 1 + (double)output[Rival(output, count, label)] - output[label]);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        new Span<float>(gradient, count).Clear();
        for (var label = 0; label < count; label++)
        {
            var rival = target[label] == 0 ? label : Rival(output, count, label);
            if (rival != label && output[label] - output[rival] < 1)
            {
                gradient[rival] += target[label];
                gradient[label] -= target[label];
            }
        }
    }
}
