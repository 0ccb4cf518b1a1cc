namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What the rows of a class count: as much as was given, or so much that all classes count the same.
/// </summary>
/// <param name="Given">A number for each class; null to balance the classes.</param>
internal sealed record ClassWeighting(IReadOnlyList<float>? Given)
{
    /// <summary>What the options ask for; null where they ask for none.</summary>
    public static ClassWeighting? Of(TrainingOptions options) =>
        options.ClassWeights != null || options.BalanceClasses ? new ClassWeighting(options.ClassWeights) : null;

    /// <summary>
    /// What a row's weight is multiplied by, for each class: in proportion to what the class counts, and so that the mean over all
    /// rows becomes 1. Balanced classes have <c>n / (k · n_class)</c>, with the k classes that occur, and rows counted by their
    /// weights (King and Zeng, 2001; scikit-learn's <c>class_weight="balanced"</c>).
    /// </summary>
    /// <param name="totals">Sum of the weights of each class's rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="name">What the rows are to the training, for messages.</param>
    /// <exception cref="ArgumentException">All rows count 0.</exception>
    public double[] Factors(double[] totals, long rows, string name)
    {
        var factors = new double[totals.Length];
        var sum = 0.0;
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = Given?[i] ?? (totals[i] > 0 ? 1 / totals[i] : 0);
            sum += factors[i] * totals[i];
        }

        var scale = BatchSource.WeightScale(sum, rows, name);
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] *= scale;
        }

        return factors;
    }
}
