namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Training goes on with a network.</summary>
public sealed class WarmStartTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    public static TheoryData<string> Optimizers => [.. Optimizer.All.Select(optimizer => optimizer.ToString())];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TenEpochsAndTenMoreAreTwenty(string optimizer)
    {
        TrainingOptions Options(int epochs) => new() { Epochs = epochs, BatchSize = 16, Optimizer = Optimizer.Parse(optimizer), Seed = 3 };
        var description = Rows.Classifier(Optimizer.Parse(optimizer) is LbfgsOptimizer ? 0 : 0.2f);
        var ten = NetworkTrainer.Train(description, Data, Options(10));
        var before = ten.Bytes();

        var twenty = NetworkTrainer.Train(ten, Data, Options(10));

        twenty.Bytes().Should().Equal(NetworkTrainer.Train(description, Data, Options(20)).Bytes());
        ten.Bytes().Should().Equal(before, "the network stays as it is");
        NetworkTrainer.Train(ten, Data, Options(10)).Bytes().Should().Equal(twenty.Bytes());
    }

    [Fact]
    public void SoTheyAreWithAMovingAverageNormalizationAndStandardizedTargets()
    {
        var data = Rows.Line([.. Enumerable.Range(0, 40).Select(i => (0.1f * i, 50 + (i % 7) - (0.3f * i)))]);
        var description = new NetworkDescription(1, [new StandardizeLayer(), new DenseLayer(5), new BatchNormalizationLayer(), new DenseLayer(1)]);
        TrainingOptions Options(int epochs) => new()
        {
            Loss = Loss.SquaredError,
            Epochs = epochs,
            BatchSize = 16,
            StandardizeTargets = true,
            WeightAveraging = 0.9f,
            ValidationFraction = 0.25,
            EarlyStopping = EarlyStopping.None,
        };
        var ten = NetworkTrainer.Train(description, data, Options(10));

        NetworkTrainer.Train(ten, data, Options(10)).Bytes().Should().Equal(NetworkTrainer.Train(description, data, Options(20)).Bytes());
    }

    [Fact]
    public void FromARestoredNetworkItGoesOnAfterItsEpochWithTheStateOfThen()
    {
        TrainingOptions Options(int epochs, EarlyStopping stopping) => new()
        {
            Epochs = epochs, BatchSize = 7, LearningRate = 0.05f, ValidationFraction = 0.4, EarlyStopping = stopping, Shuffle = false,
        };
        var restored = Train(Options(80, new() { Patience = 4 }));
        var best = restored.History.BestEpoch;
        best.Should().BeLessThan(restored.History.Count);

        var more = NetworkTrainer.Train(restored, Data, Options(3, EarlyStopping.None));
        var whole = NetworkTrainer.Train(Train(Options(best, EarlyStopping.None)), Data, Options(3, EarlyStopping.None));

        more.Parameters().Should().Equal(whole.Parameters());
        more.History.Count.Should().Be(restored.History.Count + 3);
        (more.History[^1].Epoch, more.History.BestEpoch).Should().Be((more.History.Count, more.History.Count));
    }

    [Fact]
    public void ANetworkFromAFileGoesOnWithItsWeightsAndAnOptimizerThatBeginsAnew()
    {
        // Gradient descent without momentum has nothing to begin anew; Adam has.
        foreach (var (optimizer, same) in new[] { (Optimizer.Sgd(), true), (Optimizer.Adam(), false) })
        {
            var options = new TrainingOptions { Epochs = 4, Optimizer = optimizer };
            var trained = NetworkTrainer.Train(Rows.Classifier(), Data, options);
            var loaded = NetworkBytes.Load(trained.Bytes());

            var more = NetworkTrainer.Train(loaded, Data, options);

            more.Bytes().SequenceEqual(NetworkTrainer.Train(trained, Data, options).Bytes()).Should().Be(same);
            more.History.WithoutTimes().Should().HaveCount(8).And.StartWith(loaded.History);
            more.History[4].Loss.Should().BeLessThan(more.History[0].Loss);
        }
    }

    [Fact]
    public void AnotherOptimizerBeginsAnewFromTheWeights()
    {
        var trained = Train(new() { Epochs = 4, Optimizer = Optimizer.Nadam(), WeightAveraging = 0.9f });
        var options = new TrainingOptions { Epochs = 4, WeightAveraging = 0.9f };

        NetworkTrainer.Train(trained, Data, options).Parameters()
            .Should().Equal(NetworkTrainer.Train(NetworkBytes.Load(trained.Bytes()), Data, options).Parameters());
    }

    [Fact]
    public void StandardizedTargetsOfAnotherScaleBeginFromWhatTheNetworkYields()
    {
        var data = Rows.Line([.. Enumerable.Range(0, 40).Select(i => (0.1f * i, 1000f + i))]);
        var options = new TrainingOptions { Loss = Loss.SquaredError, Epochs = 200, LearningRate = 0.02f, StandardizeTargets = true };
        var trained = NetworkTrainer.Train(Rows.Linear, data, options);
        var some = Rows.Line([.. Enumerable.Range(5, 20).Select(i => (0.1f * i, 1000f + i))]);

        var more = NetworkTrainer.Train(trained, some, new() { Loss = Loss.SquaredError, Epochs = 1, LearningRate = 1e-30f, StandardizeTargets = true });

        more.GetWeights(0)[0].Should().BeApproximately(trained.GetWeights(0)[0], 1e-4f);
        more.GetBias(0)[0].Should().BeApproximately(trained.GetBias(0)[0], 1e-3f);
    }

    [Fact]
    public void AScheduleBeginsAnew()
    {
        var options = new TrainingOptions { Epochs = 3, LearningRate = 0.5f, LearningRateSchedule = LearningRateSchedule.Step(0.5f, 1) };
        var history = NetworkTrainer.Train(Train(options), Data, options).History;

        history.Select(epoch => epoch.LearningRate).Should().Equal(0.5f, 0.25f, 0.125f, 0.5f, 0.25f, 0.125f);
    }

    [Fact]
    public void EarlyStoppingBeginsAnew()
    {
        var trained = Train(new() { Epochs = 5 });
        var options = new TrainingOptions { Epochs = 9, EarlyStopping = new() { Metric = TrainingMetric.Loss, Patience = 3, MinimumChange = 100 } };
        var history = NetworkTrainer.Train(trained, Data, options).History;

        (history.Count, history.BestEpoch, history.StopReason).Should().Be((9, 6, StopReason.EarlyStopping));
    }

    [Fact]
    public void ItIsResumedToTheSameBits()
    {
        using var place = new FilePlace();
        var initial = Train(new() { Epochs = 3 });
        var options = new TrainingOptions { Epochs = 5, LearningRateSchedule = LearningRateSchedule.Cosine(), ValidationFraction = 0.3 };
        Network Go(TrainingOptions o) => NetworkTrainer.Train(initial, Data, o);
        Interrupted.Until(5, Go, options, place["c"]);

        Go(options.With(resumeFrom: place["c"])).Bytes().Should().Equal(Go(options).Bytes());
    }

    [Fact]
    public void ACancelledFirstEpochThrows()
    {
        var initial = Train(new() { Epochs = 3 });
        using var source = new CancellationTokenSource();
        Action train = () => NetworkTrainer.Train(initial, Data, new()
        {
            CancellationToken = source.Token,
            CancellationBehavior = CancellationBehavior.KeepBest,
            Clock = new CountingClock(source.Cancel),
        });

        train.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData("4-7-5-3", "4-6-5-3")]
    [InlineData("4-7-5-3", "4-7-3")]
    public void AnotherArchitectureIsRefused(string has, string expected)
    {
        var sizes = expected.Split('-').Select(int.Parse).ToArray();
        var other = NetworkDescription.MultilayerPerceptron(4, sizes[1..^1], 3, Activation.Softmax, Activation.Tanh, 0.2f);
        Action train = () => NetworkTrainer.Train(Train(new() { Epochs = 1 }), Data, expected: other);

        train.Should().Throw<ArgumentException>().WithMessage($"The network to go on with is {has}; expected {expected}.*");
    }

    [Fact]
    public void RowsThatDoNotFitAreRefused()
    {
        var trained = Train(new() { Epochs = 1 });
        Action train = () => NetworkTrainer.Train(trained, Rows.Line((1, 2)), new() { Loss = Loss.SquaredError });
        Action none = () => NetworkTrainer.Train((Network)null!, Data);

        train.Should().Throw<ArgumentException>().WithMessage("training data is 1 features a row; expected 4, the network's inputs.*");
        none.Should().Throw<ArgumentNullException>();
        NetworkTrainer.Train(trained, Data, new() { Epochs = 1 }, expected: trained.Description).History.Should().HaveCount(2);
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(0.2f), Data, options);
}
