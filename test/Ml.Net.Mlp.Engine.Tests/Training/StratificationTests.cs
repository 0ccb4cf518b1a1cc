using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A validation fraction of rows that have classes takes the same share of each class.</summary>
public sealed class StratificationTests
{
    [Theory]
    [InlineData(0.2, 90, 9, 1)]
    [InlineData(0.25, 50, 30, 20)]
    [InlineData(0.1, 33, 33, 34)]
    [InlineData(0.5, 3, 3, 3)]
    [InlineData(0.9, 7, 0, 5)]
    [InlineData(0.37, 1, 97, 2)]
    public void EachClassHasItsShareOfBothSides(double fraction, params int[] rows)
    {
        var labels = Mixed(rows);
        var validation = Split(labels, fraction, RowPart.Validation);
        var training = Split(labels, fraction, RowPart.Training);

        validation.Should().HaveCount((int)Math.Round(labels.Length * fraction)).And.BeInAscendingOrder();
        training.Concat(validation).Should().BeEquivalentTo(Enumerable.Range(0, labels.Length), "each row is on one side");
        for (var c = 0; c < rows.Length; c++)
        {
            var share = (double)rows[c] * validation.Length / labels.Length;
            Math.Abs(validation.Count(row => labels[row] == c) - share).Should().BeLessThan(1, "of class {0}", c);
        }
    }

    [Fact]
    public void AClassOfOneRowIsLearnedFromWhereAnotherCanBeJudgedBy()
    {
        // Shares of 5.5 and ten times 0.5: the places beyond 5 fall to five of the ten only after the large class has its own.
        var labels = Mixed([11, .. Enumerable.Repeat(1, 10)]);

        Split(labels, 0.5, RowPart.Validation).Count(row => labels[row] == 0).Should().Be(6);
    }

    [Fact]
    public void WhichRowsOfAClassDependsOnTheSeed()
    {
        var labels = Mixed([40, 20]);
        string Chosen(ulong seed) => string.Join(' ', Split(labels, 0.5, RowPart.Validation, seed));

        Chosen(1).Should().Be(Chosen(1));
        Enumerable.Range(1, 5).Select(seed => Chosen((ulong)seed)).Distinct().Should().HaveCount(5);
    }

    [Fact]
    public void ATrainingUsesTheSplit()
    {
        // 12 rows of class 0, which the network is sure of, and 4 of class 1: a quarter of each judges.
        var data = TrainingData.FromBinary(new float[16], 1, [.. Enumerable.Range(0, 16).Select(row => row % 4 == 3)]);
        var network = NetworkDescription.MultilayerPerceptron(1, [], 1, Activation.Sigmoid);

        for (var seed = 0; seed < 10; seed++)
        {
            var options = new TrainingOptions
            {
                Loss = Loss.BinaryCrossEntropy, ValidationFraction = 0.25, Epochs = 30, LearningRate = 0.3f, Optimizer = Optimizer.Sgd(), Seed = seed,
            };
            NetworkTrainer.Train(network, data, options).History[^1].ValidationAccuracy.Should().Be(0.75);
        }
    }

    /// <summary>Labels of so many rows of each class, in turns.</summary>
    private static int[] Mixed(int[] rows) =>
        [.. Enumerable.Range(0, rows.Max()).SelectMany(turn => Enumerable.Range(0, rows.Length).Where(c => turn < rows[c]))];

    private static int[] Split(int[] labels, double fraction, RowPart part, ulong seed = 5)
    {
        using var team = new WorkerTeam(1);
        var data = TrainingData.FromClasses(new float[labels.Length], 1, labels, labels.Max() + 1);
        return ValidationSplit.Choose(data, new BatchContext(team, seed, fraction, "training"), part);
    }
}
