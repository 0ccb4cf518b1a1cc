namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A slope below 0 for each value.</summary>
internal sealed class ReferencePReLU(double[] slopes) : ReferenceLayer(slopes)
{
    public override double[] Forward(double[] input) => [.. input.Select((x, j) => x > 0 ? x : Parameters[0][j] * x)];

    public override double[] Backward(double[] input, double[] outputGradient)
    {
        for (var j = 0; j < input.Length; j++)
        {
            Gradients[0][j] += input[j] > 0 ? 0 : outputGradient[j] * input[j];
        }

        return [.. input.Select((x, j) => x > 0 ? outputGradient[j] : outputGradient[j] * Parameters[0][j])];
    }
}
