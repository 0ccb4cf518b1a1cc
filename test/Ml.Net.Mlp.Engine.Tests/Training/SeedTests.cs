namespace Ml.Net.Mlp.Engine.Tests;

public sealed class SeedTests
{
    private static readonly TrainingData Data = Rows.Classes(160);

    [Fact]
    public void TheSameSeedGivesTheSameBytesOnAnyNumberOfThreads()
    {
        var expected = Train().Bytes();

        Train().Bytes().Should().Equal(expected);
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            Train(threads: threads).Bytes().Should().Equal(expected);
        }
    }

    [Fact]
    public void EverySeedGivesItsOwnNetwork() =>
        new[] { 0, 1, 2, -1, int.MaxValue, int.MinValue }
            .Select(seed => Convert.ToHexString(Train(seed).Bytes())).Should().OnlyHaveUniqueItems();

    [Fact]
    public void TrainingsSideBySideEqualThoseOneAfterTheOther()
    {
        var expected = Enumerable.Range(0, 4).Select(seed => Train(seed).Bytes()).ToArray();
        var networks = new byte[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed => networks[seed] = Train(seed, threads: 2).Bytes());

        networks.Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
    }

    [Fact]
    public void TheDataIsNotChanged()
    {
        var before = Enumerable.Range(0, Data.Count).SelectMany(row => Data.Features(row).ToArray()).ToArray();
        Train();

        Enumerable.Range(0, Data.Count).SelectMany(row => Data.Features(row).ToArray()).Should().Equal(before);
    }

    private static Network Train(int seed = 7, int? threads = null)
    {
        // Large enough that several threads have a share of the products.
        var network = NetworkDescription.MultilayerPerceptron(4, [96, 160], 3, Activation.Softmax, dropoutRate: 0.2f);
        return NetworkTrainer.Train(
            network, Data, new() { Epochs = 2, BatchSize = 77, ValidationFraction = 0.2, Seed = seed, NumberOfThreads = threads });
    }
}
