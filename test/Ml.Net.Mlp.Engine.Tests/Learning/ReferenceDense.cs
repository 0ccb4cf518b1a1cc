namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A dense layer; weights are inputs × outputs, row-major.</summary>
internal sealed class ReferenceDense(int inputs, int outputs, Activation activation, double[] weights, double[] bias)
    : ReferenceLayer(weights, bias)
{
    public override double[] Forward(double[] input) => ReferenceActivation.Values(activation, Sums(input));

    public override double[] Backward(double[] input, double[] outputGradient)
    {
        var jacobian = ReferenceActivation.Jacobian(activation, Sums(input));
        var inputGradient = new double[inputs];
        for (var j = 0; j < outputs; j++)
        {
            var atSum = 0.0;
            for (var k = 0; k < outputs; k++)
            {
                atSum += outputGradient[k] * jacobian[k, j];
            }

            Gradients[1][j] += atSum;
            for (var i = 0; i < inputs; i++)
            {
                Gradients[0][(i * outputs) + j] += input[i] * atSum;
                inputGradient[i] += Parameters[0][(i * outputs) + j] * atSum;
            }
        }

        return inputGradient;
    }

    private double[] Sums(double[] input)
    {
        var sums = new double[outputs];
        for (var j = 0; j < outputs; j++)
        {
            sums[j] = Parameters[1][j];
            for (var i = 0; i < inputs; i++)
            {
                sums[j] += input[i] * Parameters[0][(i * outputs) + j];
            }
        }

        return sums;
    }
}
