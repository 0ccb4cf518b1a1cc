using System.Numerics;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// Which rows are used, and how often: row i has the feature 0 and the target 2^i, so that a network which hardly learns
/// has the loss 4^i / 2 on it, and the sum over some rows says which ones they were.
/// </summary>
public sealed class RowUseTests
{
    private const int Count = 20;
    private static readonly TrainingData Data =
        Rows.Line([.. Enumerable.Range(0, Count).Select(i => (0f, (float)(1 << i)))]);

    [Theory]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(7, true)]
    [InlineData(19, false)]
    [InlineData(20, true)]
    [InlineData(1000, true)]
    public void AnEpochUsesEveryRowOnce(int batchSize, bool shuffle)
    {
        var epochs = Train(new() { BatchSize = batchSize, Shuffle = shuffle, Epochs = 3 });

        epochs.Select(e => Used(e.Loss, Count)).Should().Equal(Enumerable.Repeat((1u << Count) - 1, 3));
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.1, 2)]
    [InlineData(0.25, 5)]
    [InlineData(0.33, 7)]
    [InlineData(0.5, 10)]
    [InlineData(0.95, 19)]
    public void AFractionSetsThatManyRowsApart(double fraction, int held)
    {
        var epochs = Train(new() { ValidationFraction = fraction, BatchSize = 4, Epochs = 3 });
        var training = epochs.Select(e => Used(e.Loss, Count - held)).Distinct().ToArray();
        var validation = epochs.Select(e => Used(e.ValidationLoss!.Value, held)).Distinct().ToArray();

        training.Should().ContainSingle("the split is made once");
        validation.Should().ContainSingle();
        BitOperations.PopCount(validation[0]).Should().Be(held);
        (training[0] ^ validation[0]).Should().Be((1u << Count) - 1, "each row is on one side");
        (training[0] & validation[0]).Should().Be(0);
    }

    [Fact]
    public void TheSplitDependsOnTheSeedAlone()
    {
        uint Held(int seed, int batchSize, bool shuffle) => Used(Train(new()
        {
            ValidationFraction = 0.5, Seed = seed, BatchSize = batchSize, Shuffle = shuffle, Epochs = 1,
        })[0].ValidationLoss!.Value, Count / 2);

        Held(1, 4, true).Should().Be(Held(1, 20, false));
        Enumerable.Range(0, 5).Select(seed => Held(seed, 4, true)).Distinct().Should().HaveCountGreaterThan(3);
        Held(1, 4, true).Should().NotBe((1u << Count) - (1u << (Count / 2)), "rows are chosen at random, not from the end");
    }

    [Fact]
    public void ValidationDataIsUsedWholeAndNotTrainedOn()
    {
        var validation = Rows.Line([.. Enumerable.Range(0, 15).Select(i => (0f, (float)(1 << i)))]);
        var training = Rows.Line((0, 4), (0, 16));
        var network = NetworkTrainer.Train(Rows.Linear, training, Slow(new() { Epochs = 2 }), validation);

        network.History.Select(e => Used(e.ValidationLoss!.Value, 15)).Should().Equal(0x7FFF, 0x7FFF);
        network.History.Select(e => Used(e.Loss, 2)).Should().Equal(0x14, 0x14);
    }

    [Fact]
    public void WithoutValidationThereIsNoValidationLoss()
    {
        var epoch = Train(new() { Epochs = 1 })[0];

        epoch.ValidationLoss.Should().BeNull();
        epoch.ValidationAccuracy.Should().BeNull();
        epoch.Accuracy.Should().BeNull("target values have no accuracy");
    }

    [Fact]
    public void ManyValidationRowsAreJudgedBlockByBlock()
    {
        var validation = Rows.Line([.. Enumerable.Range(0, 601).Select(i => (0f, (float)i))]);
        var network = NetworkTrainer.Train(Rows.Linear, Rows.Line((0, 1)), Slow(new() { Epochs = 1 }), validation);

        network.History[0].ValidationLoss.Should().BeApproximately(
            Enumerable.Range(0, 601).Average(i => (double)i * i / 2), 1e-6);
    }

    [Fact]
    public void ShufflingOffKeepsTheOrder()
    {
        var seen = new List<float>();
        Train(new() { Loss = Record(seen), Shuffle = false, BatchSize = 3, Epochs = 2 });

        seen.Should().Equal([.. Ascending, .. Ascending]);
    }

    [Fact]
    public void ShufflingGivesEachEpochAndSeedItsOwnOrder()
    {
        float[][] Orders(int seed)
        {
            var seen = new List<float>();
            Train(new() { Loss = Record(seen), BatchSize = 3, Epochs = 3, Seed = seed });
            return [.. seen.Chunk(Count)];
        }

        var first = Orders(1);
        first.Should().AllSatisfy(order => order.Should().BeEquivalentTo(Ascending));
        first.Concat(Orders(2)).Append(Ascending).Select(order => string.Join(' ', order)).Distinct().Should().HaveCount(7);
        Orders(1).Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
    }

    [Fact]
    public void AnOrderDependsOnItsKeyAndNotOnTheOrderBefore()
    {
        using var team = new WorkerTeam(1);
        using var source = Data.CreateSource(new BatchContext(team, Seed: 0, ValidationFraction: 0, "training"), RowPart.All);
        var batch = new Matrix(Count, Data.Inputs);
        float[] Order(ulong key)
        {
            source.Begin(key);
            source.Next(batch, Count).Should().Be(Count);
            return [.. Enumerable.Range(0, Count).Select(position => source.Targets(position)[0])];
        }

        var first = Order(1);
        Order(2).Should().NotEqual(first);
        Order(1).Should().Equal(first);
    }

    private static float[] Ascending => [.. Enumerable.Range(0, Count).Select(i => (float)(1 << i))];

    private static TrainingHistory Train(TrainingOptions options) =>
        NetworkTrainer.Train(Rows.Linear, Data, Slow(options)).History;

    private static ObservedLoss Record(List<float> seen) => new(target =>
    {
        seen.Add(target);
        return null;
    });

    /// <summary>The options with a learning rate that leaves the bias far below the last digit of the targets.</summary>
    private static TrainingOptions Slow(TrainingOptions options) => new()
    {
        Loss = options.Loss == Loss.CategoricalCrossEntropy ? Loss.SquaredError : options.Loss,
        Optimizer = Optimizer.Sgd(),
        LearningRate = 1e-30f,
        NumberOfThreads = 1,
        Epochs = options.Epochs,
        BatchSize = options.BatchSize,
        Shuffle = options.Shuffle,
        Seed = options.Seed,
        ValidationFraction = options.ValidationFraction,
    };

    /// <summary>The rows whose losses make up a mean, as bits.</summary>
    private static uint Used(double meanLoss, int rows)
    {
        var rest = (long)Math.Round(2 * meanLoss * rows);
        var used = 0u;
        for (var row = Count - 1; row >= 0; row--)
        {
            if (rest >= 1L << (2 * row))
            {
                rest -= 1L << (2 * row);
                used |= 1u << row;
            }
        }

        rest.Should().Be(0, "no row counts twice");
        return used;
    }
}
