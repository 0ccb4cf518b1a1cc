using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>The fixed inputs of the golden tests. Keys in row classes count from 0; what is not below the key count is a missing key.</summary>
internal static class GoldenData
{
    public static readonly string[] GarmentNames = ["mitten", "sock", "a rather long hat", "glove"];

    /// <summary>Columns: ordinary, negative, constant, now and then not a number, all zero, large with one outlier.</summary>
    public static NumberRow[] Numbers() => Rows(
        [1f, -5f, 3f, 0.5f, 0f, 1000f],
        [2f, -4.5f, 3f, float.NaN, 0f, 2000f],
        [3.5f, -1f, 3f, -2f, 0f, -3000f],
        [0f, -2.25f, 3f, 4f, 0f, 0f],
        [7.25f, 6f, 3f, float.NaN, 0f, 123456f],
        [0.1f, -0.3f, 3f, 1.75f, 0f, 12.5f],
        [4f, -5f, 3f, 0f, 0f, 1e-3f]);

    /// <summary>Rows outside the range of <see cref="Numbers"/>.</summary>
    public static NumberRow[] UnseenNumbers() => Rows(
        [10f, 10f, 4f, 5f, 1f, 2e6f],
        [-10f, -10f, 2f, float.NaN, -1f, -2e6f],
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, float.NaN, 0f]);

    public static SparseRow[] SparseNumbers() =>
    [
        new() { Vector = new VBuffer<float>(5, 2, [2f, -1f], [1, 3]) },
        new() { Vector = new VBuffer<float>(5, 1, [4f], [1]) },
        new() { Vector = new VBuffer<float>(5, 3, [1f, 3f, 5f], [0, 1, 4]) },
        new() { Vector = new VBuffer<float>(5, 0, [], []) },
    ];

    public static CategoryRow[] Categories() =>
    [
        new() { Text = "sock", Number = 3, Flag = true, Words = ["x", "y"] },
        new() { Text = "Hat", Number = 1, Flag = false, Words = ["y", "z"] },
        new() { Text = "", Number = float.NaN, Flag = true, Words = ["", "x"] },
        new() { Text = "hat", Number = 2.5f, Flag = true, Words = ["z", "z"] },
        new() { Text = "éclair", Number = 3, Flag = false, Words = ["x", "a"] },
        new() { Text = "sock", Number = -0f, Flag = true, Words = ["Y", "x"] },
        new() { Text = " sock", Number = 1e-3f, Flag = true, Words = ["x", "x"] },
    ];

    /// <summary>Partly other categories than <see cref="Categories"/>.</summary>
    public static CategoryRow[] UnseenCategories() =>
    [
        new() { Text = "unseen", Number = 99, Flag = false, Words = ["new", "x"] },
        new() { Text = "sock", Number = 0, Flag = true, Words = ["x", "y"] },
        new() { Text = "", Number = float.NaN, Flag = true, Words = ["", ""] },
    ];

    /// <summary>60, 25, 10 and 5 rows of the garments, in this order; the true class has the higher scores.</summary>
    public static GarmentRow[] Garments()
    {
        int[] counts = [60, 25, 10, 5];
        var random = new Lcg(777);
        return counts.SelectMany((count, garment) => Enumerable.Range(0, count).Select(_ =>
        {
            var scores = Enumerable.Range(0, 4).Select(other => 0.05f + random.Next() + (other == garment ? 0.6f : 0f)).ToArray();
            var sum = scores.Aggregate((total, score) => total + score);
            for (var i = 0; i < scores.Length; i++)
                scores[i] /= sum;
            return new GarmentRow
            {
                Name = GarmentNames[garment],
                Number = garment,
                Label = (uint)garment,
                Score = scores,
                PredictedLabel = (uint)Array.IndexOf(scores, scores.Max()),
            };
        })).ToArray();
    }

    /// <summary>Equal scores occur, and wrong ones.</summary>
    public static BinaryRow[] Binary(int count = 40)
    {
        var random = new Lcg(99);
        return Enumerable.Range(0, count).Select(i =>
        {
            var label = i % 3 == 0;
            var score = MathF.Round((random.Next() - 0.5f) * 4f + (label ? 0.75f : -0.75f), 1);
            return new BinaryRow
            {
                Label = label,
                Score = score,
                Probability = (float)(1.0 / (1.0 + Math.Exp(-(double)score))),
                PredictedLabel = score > 0,
            };
        }).ToArray();
    }

    public static RegressionRow[] Regression()
    {
        var random = new Lcg(5);
        return Enumerable.Range(0, 25).Select(i =>
        {
            var label = i * 0.37f - 2f;
            return new RegressionRow { Label = label, Score = label + (random.Next() - 0.5f) * 2f };
        }).ToArray();
    }

    /// <summary>150 flowers of three species in turn; the last feature is noise.</summary>
    public static FlowerRow[] Flowers()
    {
        float[][] means = [[5f, 3.4f, 1.5f, 0f], [5.9f, 2.75f, 4.25f, 0f], [6.6f, 3f, 5.5f, 0f]];
        var random = new Lcg(12345);
        return Enumerable.Range(0, 150).Select(i =>
        {
            var features = means[i % 3].Select(mean => mean + (random.Next() - 0.5f) * 1.5f).ToArray();
            var height = 2 * features[0] - features[2] + 0.25f * (random.Next() - 0.5f);
            return new FlowerRow { Species = (uint)(i % 3), IsFirst = i % 3 == 0, Height = height, Features = features };
        }).ToArray();
    }

    private static NumberRow[] Rows(params float[][] rows)
        => rows.Select(row => new NumberRow
        {
            Vector = row,
            Scalar = row[0],
            DoubleVector = row.Select(value => (double)value).ToArray(),
            DoubleScalar = row[1],
        }).ToArray();

    /// <summary>The generator of Numerical Recipes; yields exact multiples of 2^-24 below 1.</summary>
    private sealed class Lcg(uint seed)
    {
        private uint _state = seed;

        public float Next()
        {
            _state = unchecked(_state * 1664525u + 1013904223u);
            return (_state >> 8) / 16777216f;
        }
    }

    internal sealed class NumberRow
    {
        [VectorType(6)]
        public float[] Vector { get; set; } = [];

        public float Scalar { get; set; }

        [VectorType(6)]
        public double[] DoubleVector { get; set; } = [];

        public double DoubleScalar { get; set; }
    }

    internal sealed class SparseRow
    {
        [VectorType(5)]
        public VBuffer<float> Vector { get; set; }
    }

    internal sealed class CategoryRow
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }

        public bool Flag { get; set; }

        [VectorType(2)]
        public string[] Words { get; set; } = [];
    }

    internal sealed class GarmentRow
    {
        public string Name { get; set; } = "";

        public float Number { get; set; }

        [KeyType(4)]
        public uint Label { get; set; }

        [VectorType(4)]
        public float[] Score { get; set; } = [];

        [KeyType(4)]
        public uint PredictedLabel { get; set; }
    }

    internal sealed class BinaryRow
    {
        public bool Label { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public bool PredictedLabel { get; set; }
    }

    internal sealed class RegressionRow
    {
        public float Label { get; set; }

        public float Score { get; set; }
    }

    internal sealed class FlowerRow
    {
        [KeyType(3)]
        public uint Species { get; set; }

        public bool IsFirst { get; set; }

        public float Height { get; set; }

        [VectorType(4)]
        public float[] Features { get; set; } = [];
    }
}
