namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A training that goes on from a checkpoint is the one that was never broken off, to the bit.</summary>
public sealed class ResumeTests
{
    private static readonly TrainingData Data = Rows.Classes(60);
    private static readonly TrainingData Line = Rows.Line([.. Enumerable.Range(0, 40).Select(i => (0.1f * i, 50 + (i % 7) - (0.3f * i)))]);

    public static TheoryData<string> Optimizers => [.. Optimizer.All.Select(optimizer => optimizer.ToString())];

    public static TheoryData<string> Schedules => [.. LearningRateSchedule.All.Select(schedule => schedule.ToString())];

    public static TheoryData<string, TrainingOptions> Options => new()
    {
        { "plain", new() { Epochs = 6 } },
        { "early stopping that restores", new() { Epochs = 60, LearningRate = 0.05f, BatchSize = 7, ValidationFraction = 0.4, EarlyStopping = new() { Patience = 6 } } },
        { "early stopping that does not", new() { Epochs = 60, LearningRate = 0.05f, BatchSize = 7, ValidationFraction = 0.4, EarlyStopping = new() { Patience = 6, RestoreBest = false } } },
        { "another metric", new() { Epochs = 40, LearningRate = 0.05f, ValidationFraction = 0.4, EarlyStopping = new() { Metric = TrainingMetric.Accuracy, Patience = 4 } } },
        { "moving average", new() { Epochs = 6, WeightAveraging = 0.9f, ValidationFraction = 0.3 } },
        { "max norm and clipping", new() { Epochs = 6, MaxNorm = 0.7f, ClipNorm = 0.1f, L2Regularization = 0.01f } },
        { "class weights and calibration", new() { Epochs = 6, ClassWeights = [1, 2, 3], ValidationFraction = 0.3, CalibrateTemperature = true } },
        { "own order", new() { Epochs = 6, Shuffle = false, BatchSize = 7 } },
        { "augmentation", new() { Epochs = 6, Augmentations = [new GaussianNoise(0.1f), new LabelNoise(0.1), new Mixup(0.2)] } },
        { "full batch", new() { Epochs = 6, BatchSize = 1000 } },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void ItEqualsTheUninterruptedTraining(string name, TrainingOptions options) => Compare(Train, options, epoch: 3, name);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void SoItDoesWithEveryOptimizer(string optimizer) =>
        Compare(Train, new() { Epochs = 5, Optimizer = Optimizer.Parse(optimizer), ValidationFraction = 0.3 }, epoch: 2, optimizer);

    [Theory]
    [MemberData(nameof(Schedules))]
    public void SoItDoesWithEverySchedule(string schedule) => Compare(
        Train,
        new() { Epochs = 9, BatchSize = 16, LearningRate = 0.05f, LearningRateSchedule = LearningRateSchedule.Parse(schedule), EarlyStopping = EarlyStopping.None, ValidationFraction = 0.3 },
        epoch: 4,
        schedule);

    [Theory]
    [InlineData("plateau(0.5, 0, 0, 0, 0)")]
    [InlineData("warmup(1, 0.1) then plateau(0.5, 1, 0, 1, 0)")]
    public void ThePlateauCountsOn(string schedule)
    {
        var options = new TrainingOptions
        {
            Epochs = 14,
            LearningRate = 0.3f,
            BatchSize = 10,
            LearningRateSchedule = LearningRateSchedule.Parse(schedule),
            EarlyStopping = EarlyStopping.None,
            ValidationFraction = 0.3,
        };
        for (var epoch = 1; epoch < 13; epoch += 2)
        {
            Compare(Train, options, epoch, schedule);
        }

        Train(options).History.Select(e => e.LearningRate).Distinct().Count().Should().BeGreaterThan(2, "the rate should have fallen");
    }

    [Fact]
    public void StandardizedTargetsAreMeasuredToTheSameScale() => Compare(
        options => NetworkTrainer.Train(NetworkDescription.MultilayerPerceptron(1, [5], 1, Activation.Identity, Activation.Tanh), Line, options),
        new() { Loss = Loss.SquaredError, StandardizeTargets = true, Epochs = 6, ValidationFraction = 0.25 },
        epoch: 3,
        "standardized");

    [Fact]
    public void NormalizationsKeepWhatTheyLearned()
    {
        var network = new NetworkDescription(4,
        [
            new StandardizeLayer(), new DenseLayer(7), new BatchNormalizationLayer(), new DropoutLayer(0.3f), new DenseLayer(3, Activation.Softmax),
        ]);

        Compare(options => NetworkTrainer.Train(network, Data, options), new() { Epochs = 6, BatchSize = 16, ValidationFraction = 0.3 }, epoch: 3, "normalized");
    }

    [Fact]
    public void StreamedRowsAreDealtOutInTheSameOrder()
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [50] };
        var network = NetworkDescription.MultilayerPerceptron(4, [7], GeneratedRows.Classes, Activation.Softmax, Activation.Tanh, dropoutRate: 0.2f);

        Compare(options => NetworkTrainer.Train(network, source.Read(12), options), new() { Epochs = 6, BatchSize = 7, ValidationFraction = 0.3 }, epoch: 3, "streamed");
    }

    [Fact]
    public void SparseRowsStaySparse()
    {
        const int Inputs = 4_100;
        var network = NetworkDescription.MultilayerPerceptron(Inputs, [9], 3, Activation.Softmax, dropoutRate: 0.2f);
        var data = WideRows.Classes(60, Inputs, sparse: true);
        Network Sparse(TrainingOptions options) => NetworkTrainer.Train(network, data, options);
        using var place = new FilePlace();
        var options = new TrainingOptions { Epochs = 5, ValidationFraction = 0.3 };
        Interrupted.Until(2, Sparse, options, place["c"]);

        Sparse(options.With(resumeFrom: place["c"])).Bytes().Should().Equal(Sparse(options).Bytes());
        Action others = () => NetworkTrainer.Train(network, WideRows.Classes(61, Inputs, sparse: true), options.With(resumeFrom: place["c"]));
        others.Should().Throw<ArgumentException>().WithMessage("*its training data is 42 rows*");
    }

    [Fact]
    public void TheCallbacksFactorGoesOn()
    {
        var options = new TrainingOptions { Epochs = 6, EpochEnd = control => control.LearningRateFactor = control.Result.Epoch == 2 ? 0.25 : control.LearningRateFactor };

        Compare(Train, options, epoch: 3, "factor");
        Train(options).History[^1].LearningRate.Should().Be(0.00025f);
    }

    [Fact]
    public void TheNumberOfThreadsMayChange()
    {
        using var place = new FilePlace();
        var options = new TrainingOptions { Epochs = 5, NumberOfThreads = 1 };
        Interrupted.Until(2, Train, options, place["c"]);

        Train(options.With(resumeFrom: place["c"], threads: 3)).Bytes().Should().Equal(Train(options).Bytes());
    }

    [Fact]
    public void MoreEpochsMayBeAskedFor()
    {
        using var place = new FilePlace();
        Train(new() { Epochs = 3, Checkpoint = new() { Path = place["c"] } });

        Train(new() { Epochs = 7, ResumeFrom = place["c"] }).Bytes().Should().Equal(Train(new() { Epochs = 7 }).Bytes());
    }

    [Theory]
    [InlineData(StopReason.Completed)]
    [InlineData(StopReason.Stopped)]
    [InlineData(StopReason.EarlyStopping)]
    public void ATrainingThatHadEndedIsReturned(StopReason reason)
    {
        using var place = new FilePlace();
        var options = new TrainingOptions
        {
            Epochs = 20,
            EarlyStopping = new() { Metric = TrainingMetric.Loss, Patience = reason == StopReason.EarlyStopping ? 2 : 99, MinimumChange = 1 },
            EpochEnd = control =>
            {
                if (reason == StopReason.Stopped)
                {
                    control.Stop();
                }
            },
            Checkpoint = new() { Path = place["c"], EveryEpochs = 1000, Resume = true },
        };
        var first = Train(options);
        var epochs = 0;
        var again = Train(options.With(epochEnd: _ => epochs++));

        first.History.StopReason.Should().Be(reason);
        again.Bytes().Should().Equal(first.Bytes());
        epochs.Should().Be(0);
    }

    [Fact]
    public void TheCsvLogHasEveryEpochOnce()
    {
        using var place = new FilePlace();
        var options = new TrainingOptions { Epochs = 5, CsvLog = place["log.csv"] };
        Interrupted.Until(3, Train, options, place["c"]);
        File.ReadAllLines(place["log.csv"]).Should().HaveCount(5, "the epoch that was lost had been written");
        var before = File.ReadAllLines(place["log.csv"])[..4];

        Train(options.With(resumeFrom: place["c"]));

        var lines = File.ReadAllLines(place["log.csv"]);
        lines.Should().HaveCount(6);
        lines[..4].Should().Equal(before);
        lines[1..].Select(line => line.Split(',')[0]).Should().Equal("1", "2", "3", "4", "5");
    }

    [Fact]
    public void ACancelledTrainingGoesOnWithTheEpochThatWasLost()
    {
        using var place = new FilePlace();
        using var source = new CancellationTokenSource();
        var options = new TrainingOptions { Epochs = 6, BatchSize = 7, EarlyStopping = EarlyStopping.None };
        var rows = 0;
        var cancelled = new TrainingOptions
        {
            Loss = options.Loss,
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            EarlyStopping = options.EarlyStopping,
            CancellationToken = source.Token,
            CancellationBehavior = CancellationBehavior.KeepBest,
            Checkpoint = new() { Path = place["c"] },
            Clock = new CountingClock(() =>
            {
                if (++rows == 40)
                {
                    source.Cancel();
                }
            }),
            StepProgress = _ => { },
        };
        var kept = Train(cancelled);
        kept.History.StopReason.Should().Be(StopReason.Cancelled);
        kept.History.Count.Should().BeInRange(1, 5);

        Train(options.With(resumeFrom: place["c"])).Bytes().Should().Equal(Train(options).Bytes());
    }

    [Fact]
    public void ACancelledTrainingThatWasResumedKeepsTheEpochOfTheCheckpoint()
    {
        using var place = new FilePlace();
        using var source = new CancellationTokenSource();
        Train(new() { Epochs = 2, Checkpoint = new() { Path = place["c"] } });
        var calls = 0;
        var network = Train(new()
        {
            Epochs = 4,
            BatchSize = 32,
            ResumeFrom = place["c"],
            CancellationToken = source.Token,
            CancellationBehavior = CancellationBehavior.KeepBest,
            Clock = new CountingClock(() =>
            {
                if (++calls == 3)
                {
                    source.Cancel();
                }
            }),
            StepProgress = _ => { },
        });

        (network.History.Count, network.History.StopReason).Should().Be((2, StopReason.Cancelled));
        network.Parameters().Should().Equal(Train(new() { Epochs = 2 }).Parameters());
    }

    [Fact]
    public void AfterATimeBudgetTheEpochUnderWayIsRepeated()
    {
        using var place = new FilePlace();
        var options = new TrainingOptions { Epochs = 4, BatchSize = 7, EarlyStopping = EarlyStopping.None };
        var clock = new FixedClock();
        var partial = Train(new()
        {
            Epochs = 4,
            BatchSize = 7,
            EarlyStopping = EarlyStopping.None,
            Checkpoint = new() { Path = place["c"] },
            TimeBudget = TimeSpan.FromSeconds(14),
            Clock = new CountingClock(() => clock.Now += TimeSpan.FromSeconds(1)) { Now = () => clock.Now },
        });
        (partial.History.Count, partial.History.StopReason).Should().Be((2, StopReason.TimeBudget));

        Train(options.With(resumeFrom: place["c"])).Bytes().Should().Equal(Train(options).Bytes());
    }

    private static Network Train(TrainingOptions options) =>
        NetworkTrainer.Train(Rows.Classifier(options.Optimizer is LbfgsOptimizer ? 0 : 0.2f), Data, options);

    private static void Compare(Func<TrainingOptions, Network> train, TrainingOptions options, int epoch, string name)
    {
        using var place = new FilePlace();
        Interrupted.Until(epoch, train, options, place["c"]);
        var whole = train(options);
        var resumed = train(options.With(resumeFrom: place["c"]));

        resumed.Bytes().Should().Equal(whole.Bytes(), "{0} should go on to the same bits", name);
        place.Names.Should().Equal("c");

        // A second one goes on from where both ended.
        var more = new TrainingOptions { Loss = options.Loss, StandardizeTargets = options.StandardizeTargets, Optimizer = options.Optimizer, WeightAveraging = options.WeightAveraging, Epochs = 2 };
        GoOn(resumed).Parameters().Should().Equal(GoOn(whole).Parameters(), "{0} should end in the same state", name);

        Network GoOn(Network network) => options.StandardizeTargets ? NetworkTrainer.Train(network, Line, more)
            : NetworkTrainer.Train(network, Data.Inputs == network.Description.Inputs && network.Description.Outputs == 3 ? Data : Line, more);
    }
}
