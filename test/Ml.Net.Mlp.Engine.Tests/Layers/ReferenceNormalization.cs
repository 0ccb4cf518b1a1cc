namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// Normalizing layers by the textbook in double precision: gradients go through the whole Jacobian of each group of values
/// that share a mean, without the sums that shorten it.
/// </summary>
internal sealed class ReferenceNormalization(string name, bool isTraining, int columns, double[] parameters)
{
    private const double Epsilon = 1e-3f;
    private const double Limit = 3;

    private readonly int _width = (columns + 15) / 16 * 16;

    /// <summary>Outputs, gradient at the inputs and gradients of the trainable arrays, of rows × columns values.</summary>
    public (double[] Output, double[] InputGradient, double[][] Gradients) Run(double[] input, double[] outputGradient)
    {
        var normalized = new double[input.Length];
        var inputGradient = new double[input.Length];
        var shifts = name is "batchnorm" or "layernorm";
        var scaled = Enumerable.Range(0, input.Length).Select(i => outputGradient[i] * Gamma(i % columns)).ToArray();
        foreach (var group in Groups(input.Length))
        {
            Normalize(group, input, scaled, normalized, inputGradient);
        }

        var gammaGradient = new double[columns];
        var betaGradient = new double[columns];
        var output = new double[input.Length];
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = (normalized[i] * Gamma(i % columns)) + (shifts ? parameters[_width + (i % columns)] : 0);
            gammaGradient[i % columns] += outputGradient[i] * normalized[i];
            betaGradient[i % columns] += outputGradient[i];
        }

        return (output, inputGradient, shifts ? [gammaGradient, betaGradient] : name == "scale" ? [gammaGradient] : []);
    }

    private double Gamma(int column) => name is "standardize" or "robust" ? 1 : parameters[column];

    /// <summary>Values that share a mean: a column of the mini-batch, or a row.</summary>
    private IEnumerable<int[]> Groups(int values) => name == "layernorm"
        ? Enumerable.Range(0, values / columns).Select(row => Enumerable.Range(row * columns, columns).ToArray())
        : Enumerable.Range(0, columns).Select(column => Enumerable.Range(0, values / columns).Select(row => (row * columns) + column).ToArray());

    private void Normalize(int[] group, double[] input, double[] gradient, double[] normalized, double[] inputGradient)
    {
        var column = group[0] % columns;
        if (name == "layernorm" || (name == "batchnorm" && isTraining))
        {
            var n = group.Length;
            var mean = group.Average(i => input[i]);
            var deviation = Math.Sqrt(group.Average(i => (input[i] - mean) * (input[i] - mean)) + Epsilon);
            foreach (var i in group)
            {
                normalized[i] = (input[i] - mean) / deviation;

                // d normalized[k] / d input[i]
                inputGradient[i] = group.Sum(k => gradient[k] *
                    ((((k == i ? 1 : 0) - (1.0 / n)) / deviation) - ((input[k] - mean) * (input[i] - mean) / (n * deviation * deviation * deviation))));
            }

            return;
        }

        foreach (var i in group)
        {
            (normalized[i], var slope) = name switch
            {
                "batchnorm" => Scaled(input[i], parameters[(2 * _width) + column], 1 / Math.Sqrt(parameters[(3 * _width) + column] + Epsilon)),
                "standardize" => Scaled(input[i], parameters[column], parameters[_width + column]),
                "robust" => Bent(Scaled(input[i], parameters[column], parameters[_width + column])),
                _ => (input[i], 1),
            };
            inputGradient[i] = gradient[i] * slope;
        }
    }

    private static (double Value, double Slope) Scaled(double x, double center, double factor) => ((x - center) * factor, factor);

    private static (double Value, double Slope) Bent((double Value, double Slope) scaled)
    {
        var root = Math.Sqrt(1 + (scaled.Value * scaled.Value / (Limit * Limit)));
        return (scaled.Value / root, scaled.Slope / (root * root * root));
    }
}
