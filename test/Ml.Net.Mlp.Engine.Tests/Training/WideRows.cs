namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Rows of many features of which few are not zero, kept sparse or, for comparison, dense.</summary>
internal static class WideRows
{
    public static TrainingData Classes(int rows, int inputs, bool sparse, double density = 0.01)
    {
        FeatureRows features = sparse ? new SparseFeatures(inputs) : new DenseFeatures(inputs);
        for (var row = 0; row < rows; row++)
        {
            var (indices, values) = Row(row, inputs, density);
            features.Sink.Begin(row);
            features.Sink.Sparse(indices, values);
            features.Commit();
        }

        return new TrainingData(features, 3, null, [.. Enumerable.Range(0, rows).Select(row => row % 3)], null);
    }

    /// <summary>A row's values that are not zero; one tells its class. A row in ten has none.</summary>
    public static (int[] Indices, float[] Values) Row(int row, int inputs, double density)
    {
        var random = new Random(row);
        if (row % 10 == 9)
        {
            return ([], []);
        }

        var entries = new SortedDictionary<int, float> { [row % 3] = 1 };
        for (var i = 0; i < density * inputs; i++)
        {
            // Half of them are of few features, which occur in many rows.
            entries[random.Next(i % 2 == 0 ? inputs : Math.Min(inputs, 100))] = (float)random.NextDouble() - 0.5f;
        }

        return ([.. entries.Keys], [.. entries.Values]);
    }
}
