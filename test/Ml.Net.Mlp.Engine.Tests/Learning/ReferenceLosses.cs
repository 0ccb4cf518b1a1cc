namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// The losses of one row by their documentation, in double precision and from a network's outputs alone. A class is its one-hot
/// vector.
/// </summary>
internal static class ReferenceLosses
{
    /// <summary>The loss with default numbers, and some more with others.</summary>
    public static IReadOnlyList<Loss> Cases { get; } =
    [
        .. Loss.All,
        Loss.SmoothedCategoricalCrossEntropy(0), Loss.SmoothedCategoricalCrossEntropy(0.4f),
        Loss.CategoricalFocalCrossEntropy(0, 1), Loss.CategoricalFocalCrossEntropy(0.5f, 2), Loss.CategoricalFocalCrossEntropy(3.5f, 0.6f),
        Loss.SmoothedBinaryCrossEntropy(0), Loss.SmoothedBinaryCrossEntropy(0.4f),
        Loss.BinaryFocalCrossEntropy(0, 0.5f), Loss.BinaryFocalCrossEntropy(1, 0.75f), Loss.BinaryFocalCrossEntropy(3.5f, 0.6f),
        Loss.Huber(0.25f), Loss.Huber(3), Loss.Quantile(0.1f), Loss.Quantile(0.95f),
    ];

    public static double Value(Loss loss, double[] y, double[] t)
    {
        double Sum(Func<double, double, double> term) => y.Zip(t, term).Sum();
        double Argument(int index) => loss.Arguments[index];
        switch (loss.Name)
        {
            case "categorical_crossentropy":
                return Sum((p, q) => q == 0 ? 0 : -q * Math.Log(p));
            case "smoothed_categorical_crossentropy":
                return Sum((p, q) => -(((1 - Argument(0)) * q) + (Argument(0) / y.Length)) * Math.Log(p));
            case "categorical_focal_crossentropy":
                return Argument(1) * Sum((p, q) => q == 0 ? 0 : -q * Math.Pow(1 - p, Argument(0)) * Math.Log(p));
            case "kl_divergence":
                return Sum((p, q) => q == 0 ? 0 : q * Math.Log(q / p));
            case "binary_crossentropy":
                return Sum(CrossEntropy);
            case "smoothed_binary_crossentropy":
                return Sum((p, q) => CrossEntropy(p, ((1 - Argument(0)) * q) + (Argument(0) / 2)));
            case "binary_focal_crossentropy":
                return Sum((p, q) => ((Argument(1) * q) + ((1 - Argument(1)) * (1 - q)))
                    * Math.Pow(1 - ((p * q) + ((1 - p) * (1 - q))), Argument(0)) * CrossEntropy(p, q));
            case "squared_error":
                return Sum((a, b) => (a - b) * (a - b)) / 2;
            case "absolute_error":
                return Sum((a, b) => Math.Abs(a - b));
            case "absolute_percentage_error":
                return 100 * Sum((a, b) => Math.Abs((a - b) / b));
            case "squared_logarithmic_error":
                return Sum((a, b) => Math.Pow(Math.Log((1 + a) / (1 + b)), 2)) / 2;
            case "log_cosh":
                return Sum((a, b) => Math.Log(Math.Cosh(a - b)));
            case "huber":
                return Sum((a, b) => Math.Abs(a - b) < Argument(0)
                    ? 0.5 * (a - b) * (a - b)
                    : Argument(0) * (Math.Abs(a - b) - (0.5 * Argument(0))));
            case "quantile":
                return Sum((a, b) => b > a ? Argument(0) * (b - a) : (1 - Argument(0)) * (a - b));
            case "poisson":
                return Sum((a, b) => a - (b * Math.Log(a)));
            case "cosine":
                return 1 - (Sum((a, b) => a * b) / Math.Sqrt(y.Sum(a => a * a) * t.Sum(b => b * b)));
            case "hinge":
                return Sum((a, b) => Math.Max(0, b == 1 ? 1 - a : 1 + a));
            case "squared_hinge":
                return Sum((a, b) => Math.Pow(Math.Max(0, b == 1 ? 1 - a : 1 + a), 2));
            case "categorical_hinge":
                return Math.Max(0, 1 - Lead(y, t));
            case "perceptron":
                return y.Length == 1 ? Math.Max(0, t[0] == 1 ? -y[0] : y[0]) : Math.Max(0, -Lead(y, t));
            default:
                throw new ArgumentException($"The reference has no loss '{loss.Name}'.");
        }
    }

    /// <summary>How far the class's output is above the largest other.</summary>
    private static double Lead(double[] y, double[] t)
    {
        var label = Array.IndexOf(t, 1);
        return y[label] - y.Where((_, j) => j != label).Max();
    }

    private static double CrossEntropy(double p, double q) => -(q * Math.Log(p)) - ((1 - q) * Math.Log(1 - p));
}
