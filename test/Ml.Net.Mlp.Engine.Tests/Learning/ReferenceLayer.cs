namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A dense layer by the textbook, in double precision. The gradient is summed over calls of <see cref="Backward"/>.</summary>
internal sealed class ReferenceLayer
{
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly string _activation;

    public ReferenceLayer(int inputs, int outputs, string activation, float[] weights, float[] bias)
    {
        _inputs = inputs;
        _outputs = outputs;
        _activation = activation;
        Weights = [.. weights.Select(w => (double)w)];
        Bias = [.. bias.Select(b => (double)b)];
        WeightGradient = new double[Weights.Length];
        BiasGradient = new double[Bias.Length];
    }

    /// <summary>Inputs × outputs, row-major.</summary>
    public double[] Weights { get; }

    public double[] Bias { get; }

    public double[] WeightGradient { get; }

    public double[] BiasGradient { get; }

    public double[] Forward(double[] input)
    {
        var sums = new double[_outputs];
        for (var j = 0; j < _outputs; j++)
        {
            sums[j] = Bias[j];
            for (var i = 0; i < _inputs; i++)
            {
                sums[j] += input[i] * Weights[(i * _outputs) + j];
            }
        }

        return Activate(_activation, sums);
    }

    /// <summary>From the gradient at the outputs of one row, the gradient at its inputs.</summary>
    public double[] Backward(double[] input, double[] output, double[] outputGradient)
    {
        var jacobian = Jacobian(_activation, output);
        var inputGradient = new double[_inputs];
        for (var j = 0; j < _outputs; j++)
        {
            var atSum = 0.0;
            for (var k = 0; k < _outputs; k++)
            {
                atSum += outputGradient[k] * jacobian[k, j];
            }

            BiasGradient[j] += atSum;
            for (var i = 0; i < _inputs; i++)
            {
                WeightGradient[(i * _outputs) + j] += input[i] * atSum;
                inputGradient[i] += Weights[(i * _outputs) + j] * atSum;
            }
        }

        return inputGradient;
    }

    public void ClearGradient()
    {
        Array.Clear(WeightGradient);
        Array.Clear(BiasGradient);
    }

    /// <summary>The activation's values of one row of sums, as its documentation defines them.</summary>
    public static double[] Activate(string activation, double[] sums) => activation switch
    {
        "identity" => [.. sums],
        "relu" => [.. sums.Select(x => Math.Max(0, x))],
        "tanh" => [.. sums.Select(Math.Tanh)],
        "scaled_tanh" => [.. sums.Select(x => 1.7159 * Math.Tanh(x * 2 / 3))],
        "sigmoid" => [.. sums.Select(x => 1 / (1 + Math.Exp(-x)))],
        "softmax" => Softmax(sums),
        _ => throw new ArgumentException($"The reference has no activation '{activation}'."),
    };

    /// <summary>Element [k, j]: derivative of value k by sum j.</summary>
    private static double[,] Jacobian(string activation, double[] values)
    {
        var jacobian = new double[values.Length, values.Length];
        for (var k = 0; k < values.Length; k++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                var same = j == k ? 1 : 0;
                jacobian[k, j] = activation switch
                {
                    "identity" => same,
                    "relu" => values[j] > 0 ? same : 0,
                    "tanh" => same * (1 - (values[j] * values[j])),
                    "scaled_tanh" => same * ((1.7159 * 2 / 3) - (values[j] * values[j] * 2 / (3 * 1.7159))),
                    "sigmoid" => same * values[j] * (1 - values[j]),
                    "softmax" => values[k] * (same - values[j]),
                    _ => throw new ArgumentException($"The reference has no activation '{activation}'."),
                };
            }
        }

        return jacobian;
    }

    private static double[] Softmax(double[] sums)
    {
        var powers = sums.Select(x => Math.Exp(x - sums.Max())).ToArray();
        return [.. powers.Select(p => p / powers.Sum())];
    }
}
