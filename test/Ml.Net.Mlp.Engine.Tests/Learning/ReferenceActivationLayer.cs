namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>An activation of each value alone.</summary>
internal sealed class ReferenceActivationLayer(Activation activation) : ReferenceLayer
{
    public override double[] Forward(double[] input) => ReferenceActivation.Values(activation, input);

    public override double[] Backward(double[] input, double[] outputGradient) =>
        [.. input.Zip(outputGradient, (x, gradient) => gradient * ReferenceActivation.Derivative(activation, x))];
}
