namespace Ml.Net.Mlp.Engine.Tests;

public sealed class EarlyStoppingTests
{
    /// <summary>The target that marks the one validation row, whose losses the tests dictate.</summary>
    private const float Marker = 77;

    [Theory]
    [InlineData("5 4 3 2 1 0", 1, 0.0, 6, 6, StopReason.Completed)]
    [InlineData("5 6 4 3 2 1", 1, 0.0, 2, 1, StopReason.EarlyStopping)]
    [InlineData("5 6 4 5 5 5", 2, 0.0, 5, 3, StopReason.EarlyStopping)]
    [InlineData("5 6 4 5 5 5", 3, 0.0, 6, 3, StopReason.EarlyStopping)]
    [InlineData("5 6 4 5 5 5", 4, 0.0, 6, 3, StopReason.Completed)]
    [InlineData("5 5 5 5 5 5", 2, 0.0, 3, 1, StopReason.EarlyStopping)]
    [InlineData("1 2 3 4 5 6", 5, 0.0, 6, 1, StopReason.EarlyStopping)]
    [InlineData("5 4 3 2 1 0", 1, 1.0, 2, 1, StopReason.EarlyStopping)]
    [InlineData("5 4 3 2 1 0", 2, 1.0, 6, 5, StopReason.Completed)]
    [InlineData("5 4 3 2 1 0", 2, 2.0, 3, 1, StopReason.EarlyStopping)]
    [InlineData("5 4 3 2 1 0", 2, 0.5, 6, 6, StopReason.Completed)]
    public void TrainingStopsAfterThatManyEpochsWithoutAGain(
        string losses, int patience, double minimumChange, int epochs, int best, StopReason reason)
    {
        var stopping = new EarlyStopping { Patience = patience, MinimumChange = minimumChange };
        var history = TrainScripted(losses, stopping).History;

        (history.Count, history.BestEpoch, history.StopReason).Should().Be((epochs, best, reason));
    }

    [Theory]
    [InlineData("5 6 4 5 5 5", true, 3)]
    [InlineData("5 6 4 5 5 5", false, 5)]
    [InlineData("1 2 3 4 5 6", true, 1)]
    [InlineData("1 2 3 4 5 6", false, 3)]
    [InlineData("6 5 4 3 2 1", true, 6)]
    public void TheBestOrTheLastNetworkIsReturned(string losses, bool restoreBest, int epoch)
    {
        var network = TrainScripted(losses, new EarlyStopping { Patience = 2, RestoreBest = restoreBest });

        network.Parameters().Should().Equal(TrainScripted(losses, EarlyStopping.None, epoch).Parameters());
    }

    [Theory]
    [InlineData(TrainingMetric.Loss, 1)]
    [InlineData(TrainingMetric.Loss, 2)]
    [InlineData(TrainingMetric.Accuracy, 2)]
    [InlineData(TrainingMetric.ValidationLoss, 2)]
    [InlineData(TrainingMetric.ValidationLoss, 5)]
    [InlineData(TrainingMetric.ValidationAccuracy, 3)]
    public void EachMetricStopsWhereTheWholeHistorySaysSo(TrainingMetric metric, int patience)
    {
        var stopping = new EarlyStopping { Metric = metric, Patience = patience };
        var all = TrainClasses(EarlyStopping.None).History.WithoutTimes();
        var better = metric is TrainingMetric.Accuracy or TrainingMetric.ValidationAccuracy ? 1 : -1;
        var values = all.Select(e => better * (metric switch
        {
            TrainingMetric.Loss => e.Loss,
            TrainingMetric.Accuracy => e.Accuracy!.Value,
            TrainingMetric.ValidationLoss => e.ValidationLoss!.Value,
            _ => e.ValidationAccuracy!.Value,
        })).ToArray();
        var best = 0;
        var last = 0;
        while (last + 1 < values.Length && last - best < patience)
        {
            last++;
            best = values[last] > values[best] ? last : best;
        }

        last.Should().BeLessThan(all.Length - 1, "the test needs a training that stops early");
        var history = TrainClasses(stopping).History;

        history.WithoutTimes().Should().Equal(all[..(last + 1)]);
        (history.BestEpoch, history.StopReason).Should().Be((best + 1, StopReason.EarlyStopping));
    }

    [Fact]
    public void TheRestoredNetworkHasTheValidationLossOfTheBestEpoch()
    {
        var network = TrainClasses(new EarlyStopping { Patience = 5 });
        var best = network.History[network.History.BestEpoch - 1];

        network.History.BestEpoch.Should().BeLessThan(network.History.Count);
        best.ValidationLoss.Should().Be(network.History.Min(e => e.ValidationLoss));
        network.CrossEntropy(Rows.Classes(40, seed: 2)).Should().BeApproximately(best.ValidationLoss!.Value, 1e-6);
        network.Accuracy(Rows.Classes(40, seed: 2)).Should().BeApproximately(best.ValidationAccuracy!.Value, 1e-12);
    }

    [Fact]
    public void WithValidationItIsOnByDefaultAndRestoresTheBestOfTenMoreEpochs()
    {
        var network = TrainClasses(null);

        network.Bytes().Should().Equal(TrainClasses(new()).Bytes());
        (network.History.Count - network.History.BestEpoch, network.History.StopReason).Should().Be((10, StopReason.EarlyStopping));
        new EarlyStopping().Patience.Should().Be(10);
    }

    [Fact]
    public void WithoutValidationItIsOffByDefault()
    {
        var history = NetworkTrainer.Train(
            Rows.Linear, Rows.Line((1, 2), (2, 3)), new() { Loss = new ObservedLoss(_ => 1), LearningRate = 1e-6f, Epochs = 30 }).History;

        (history.Count, history.BestEpoch, history.StopReason).Should().Be((30, 30, StopReason.Completed));
    }

    [Fact]
    public void NoneRunsAllEpochsAndReturnsTheLast()
    {
        var network = TrainScripted("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", EarlyStopping.None);

        (network.History.Count, network.History.BestEpoch, network.History.StopReason).Should().Be((15, 15, StopReason.Completed));
        network.Parameters().Should().Equal(TrainScripted("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", new() { Patience = 99, RestoreBest = false }).Parameters());
        (EarlyStopping.None with { Patience = 1 }).IsNone.Should().BeTrue();
        EarlyStopping.None.Should().NotBe(new EarlyStopping());
        new TrainingOptions { EarlyStopping = EarlyStopping.None }.Validate();
    }

    private static Network TrainClasses(EarlyStopping? stopping) => NetworkTrainer.Train(
        Rows.Classifier(),
        Rows.Classes(30),
        new() { Epochs = 80, BatchSize = 7, LearningRate = 0.05f, EarlyStopping = stopping },
        Rows.Classes(40, seed: 2));

    private static Network TrainScripted(string losses, EarlyStopping? stopping, int? epochs = null)
    {
        var script = new Queue<double>(losses.Split(' ').Select(double.Parse));
        var options = new TrainingOptions
        {
            Loss = new ObservedLoss(target => target == Marker ? script.Dequeue() : null),
            Optimizer = Optimizer.Sgd(),
            LearningRate = 0.01f,
            Epochs = epochs ?? script.Count,
            EarlyStopping = stopping,
            NumberOfThreads = 1,
        };
        return NetworkTrainer.Train(Rows.Linear, Rows.Line((1, 2), (2, 3)), options, Rows.Line((0, Marker)));
    }
}
