namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Of n outputs, output j is the largest of the inputs j, n + j, 2n + j, ...</summary>
internal sealed class ReferenceMaxout(int pieces) : ReferenceLayer
{
    public override double[] Forward(double[] input) => [.. Winners(input).Select(i => input[i])];

    public override double[] Backward(double[] input, double[] outputGradient)
    {
        var inputGradient = new double[input.Length];
        foreach (var (winner, gradient) in Winners(input).Zip(outputGradient))
        {
            inputGradient[winner] = gradient;
        }

        return inputGradient;
    }

    private IEnumerable<int> Winners(double[] input)
    {
        var outputs = input.Length / pieces;
        return Enumerable.Range(0, outputs).Select(j => Enumerable.Range(0, pieces).Select(p => (p * outputs) + j).MaxBy(i => input[i]));
    }
}
