using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine;

/// <summary>½ Σ_j e_j² with e_j = log(1 + ŷ_j) - log(1 + y_j), whose derivative is e_j / (1 + ŷ_j).</summary>
internal sealed unsafe class SquaredLogarithmicErrorLoss() : Loss("squared_logarithmic_error", LearningTasks.Regression)
{
    internal override Activation DefaultActivation(LearningTasks task) => Activation.Softplus;

    internal override string? Refuse(Activation outputActivation) => RequireActivation(
        outputActivation, "it needs outputs that are never negative", Activation.Softplus, Activation.ReLU, Activation.Exponential, Activation.Sigmoid);

    internal override string? RefuseTarget(float value) => value > -1 ? null : "expected a number above -1";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double Value(float* output, int count, Target target)
    {
        var sum = 0.0;
        for (var j = 0; j < count; j++)
        {
            var error = LossMath.LogOnePlus(output[j]) - LossMath.LogOnePlus(target[j]);
            sum += error * error;
        }

        return sum / 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* output, int count, Target target, float* gradient)
    {
        for (var j = 0; j < count; j++)
        {
            var error = LossMath.LogOnePlus(output[j]) - LossMath.LogOnePlus(target[j]);
            gradient[j] = (float)(error / (1 + (double)output[j]));
        }
    }
}
