using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The area under the ROC curve against its definition, pair by pair.</summary>
public sealed class RocCurveTests
{
    [Theory]
    [InlineData("1 2 3 4", "0 0 1 1", 1.0)]
    [InlineData("4 3 2 1", "0 0 1 1", 0.0)]
    [InlineData("1 2 3 4", "0 1 0 1", 0.75)]
    [InlineData("5 5 5 5", "0 1 0 1", 0.5)]
    [InlineData("0 -0", "0 1", 0.5)]
    [InlineData("-1 -2 0 1e-30", "0 1 1 1", 0.66666666666666663)]
    [InlineData("-3e38 3e38", "0 1", 1.0)]
    public void Small_cases(string scores, string classes, double area) =>
        Area([.. scores.Split(' ').Select(float.Parse)], [.. classes.Split(' ').Select(int.Parse)], null).Should().BeApproximately(area, 1e-15);

    [Theory]
    [InlineData("0 0 0", null)]
    [InlineData("1 1 1", null)]
    [InlineData("0 0 1", "1 1 0")]
    public void One_class_has_no_curve(string classes, string? weights) =>
        Area([1, 2, 3], [.. classes.Split(' ').Select(int.Parse)], weights?.Split(' ').Select(float.Parse).ToArray()).Should().BeNull();

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 5)]
    [InlineData(3, 2)]
    public void It_is_the_share_of_pairs_in_the_right_order(int seed, int differentScores)
    {
        var random = new Random(seed);
        const int Rows = 150;
        var classes = Enumerable.Range(0, Rows).Select(_ => random.Next(2)).ToArray();
        var scores = classes.Select(c => (random.Next(differentScores) / (float)differentScores) + (0.3f * c) - 0.5f).ToArray();
        var weights = classes.Select(_ => (float)random.Next(4)).ToArray();

        Area(scores, classes, null).Should().BeApproximately(Pairs(scores, classes, [.. scores.Select(_ => 1f)]), 1e-12);
        Area(scores, classes, weights).Should().BeApproximately(Pairs(scores, classes, weights), 1e-12);
    }

    [Fact]
    public void With_two_outputs_it_is_that_of_class_1()
    {
        float[] probabilities = [0.9f, 0.1f, 0.4f, 0.6f, 0.7f, 0.3f];
        float[] scores = [5, 1, 2, 4, 1, 0];

        Area(probabilities, [0, 1, 0], null, outputs: 2, probabilities: true).Should().Be(1);
        Area(scores, [0, 1, 1], null, outputs: 2).Should().Be(1);
        Area(scores, [1, 1, 0], null, outputs: 2).Should().Be(0.5);
    }

    [Fact]
    public void It_begins_anew()
    {
        var data = TrainingData.FromBinary([0, 0], 1, [true, false]);
        var curve = new RocCurve(2, outputsAreProbabilities: false);
        Add(curve, data, [1, 2], 1);
        curve.Area().Should().Be(0);

        curve.Clear();
        Add(curve, data, [2, 1], 1);

        curve.Area().Should().Be(1);
    }

    private static double Pairs(float[] scores, int[] classes, float[] weights)
    {
        var (right, all) = (0.0, 0.0);
        for (var one = 0; one < scores.Length; one++)
        {
            for (var zero = 0; zero < scores.Length; zero++)
            {
                if (classes[one] == 1 && classes[zero] == 0)
                {
                    var weight = (double)weights[one] * weights[zero];
                    all += weight;
                    right += scores[one] > scores[zero] ? weight : scores[one] == scores[zero] ? weight / 2 : 0;
                }
            }
        }

        return right / all;
    }

    private static double? Area(float[] scores, int[] classes, float[]? weights, int outputs = 1, bool probabilities = false)
    {
        var builder = outputs == 1 ? TrainingDataBuilder.ForBinary(1) : TrainingDataBuilder.ForClasses(1, outputs);
        for (var row = 0; row < classes.Length; row++)
        {
            builder.Add([0f], classes[row], weights?[row] ?? 1);
        }

        var curve = new RocCurve(classes.Length, probabilities);
        Add(curve, builder.Build(), scores, outputs);
        return curve.Area();
    }

    private static void Add(RocCurve curve, TrainingData data, float[] scores, int outputs)
    {
        using var team = new WorkerTeam(1);
        var source = data.CreateSource(new BatchContext(team, Seed: 0, ValidationFraction: 0, "validation"), RowPart.All);
        var (features, block) = (new Matrix(4, 1), new Matrix(4, outputs));
        source.Begin(shuffleKey: null);
        var first = 0;
        for (int rows; (rows = source.Next(features, 4)) > 0; first += rows)
        {
            for (var i = 0; i < rows * outputs; i++)
            {
                block.RowSpan(i / outputs)[i % outputs] = scores[(first * outputs) + i];
            }

            curve.Add(block, source, rows);
        }
    }
}
