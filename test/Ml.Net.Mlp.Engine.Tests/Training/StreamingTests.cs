namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Rows that do not fit the memory budget and are read anew for every epoch.</summary>
public sealed class StreamingTests
{
    private const int Count = 50;
    private const int Room = 12;

    private static readonly NetworkDescription Classifier =
        NetworkDescription.MultilayerPerceptron(4, [7], GeneratedRows.Classes, Activation.Softmax, Activation.Tanh, dropoutRate: 0.2f);

    private static readonly NetworkDescription Regression =
        NetworkDescription.MultilayerPerceptron(4, [5], 1, Activation.Identity, Activation.Tanh);

    [Theory]
    [InlineData(Count - 1, false)]
    [InlineData(Count, true)]
    [InlineData(Count + 1, true)]
    [InlineData(1, false)]
    public void RowsStayInMemoryAsLongAsTheyFitTheBudget(int room, bool fits)
    {
        var source = Source(classes: true);

        var rows = source.Read(room);

        (rows is TrainingData).Should().Be(fits);
        (rows as StreamedTrainingData)?.Count.Should().Be(Count);
        (rows as StreamedTrainingData)?.BufferRows.Should().Be(room);
        (rows.Inputs, rows.Outputs, rows.HasClasses).Should().Be((4, GeneratedRows.Classes, true));
        (source.Opened, source.Disposed).Should().Be((1, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InTheirOwnOrderTheyTrainTheSameNetworkAsInMemory(bool classes)
    {
        var options = Options(classes, new() { Shuffle = false, Epochs = 3, BatchSize = 7 });
        var source = Source(classes, row => 0.5f + (row % 3));

        var streamed = NetworkTrainer.Train(Network(classes), source.Read(Room), options);

        streamed.Bytes().Should().Equal(NetworkTrainer.Train(Network(classes), source.InMemory(), options).Bytes());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 7)]
    [InlineData(Room, 1)]
    [InlineData(Room, 7)]
    [InlineData(Room, 20)]
    [InlineData(Count - 1, 50)]
    public void AnEpochUsesEveryRowOnceAndMixesWithinTheBuffer(int room, int batchSize)
    {
        var epochs = Orders(room, batchSize, seed: 1);

        epochs.Should().AllSatisfy(order => order.Should().BeEquivalentTo(Enumerable.Range(0, Count)));
        epochs.Should().AllSatisfy(order => order.Select((row, place) => row - place).Should().OnlyContain(early => early <= room - 1));
        (room == 1 || !epochs[0].SequenceEqual(epochs[1])).Should().BeTrue("every epoch has an order of its own");
        if (room > 1)
        {
            epochs[0].Should().NotBeInAscendingOrder();
        }
    }

    [Fact]
    public void TheOrderDependsOnSeedAndBufferAlone()
    {
        static string Key(int[][] orders) => string.Join(';', orders.Select(order => string.Join(',', order)));

        Key(Orders(Room, 7, seed: 1)).Should().Be(Key(Orders(Room, 20, seed: 1)));
        Key(Orders(Room, 7, seed: 1)).Should().NotBe(Key(Orders(Room, 7, seed: 2)));
        Key(Orders(Room, 7, seed: 1)).Should().NotBe(Key(Orders(Room + 1, 7, seed: 1)));
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsOnAnyNumberOfThreads()
    {
        Network Train(int threads) => NetworkTrainer.Train(
            Classifier, Source(classes: true).Read(Room), new() { Epochs = 3, BatchSize = 7, Seed = 5, NumberOfThreads = threads });

        Train(3).Bytes().Should().Equal(Train(1).Bytes());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AValidationFractionPutsEachRowOnOneSideForGood(bool weighted)
    {
        var seen = new List<int>();
        var source = Source(classes: false, row => weighted ? 1 + (row % 2) : 1);
        var options = Options(false, new()
        {
            ValidationFraction = 0.3, Epochs = 2, BatchSize = 7, Loss = new ObservedLoss(target => Note(seen, target)),
        });

        var history = NetworkTrainer.Train(Regression, source.Read(Room), options).History;

        // An epoch's training rows come first, then its validation rows, in their own order.
        var epochs = seen.Chunk(Count).ToArray();
        epochs.Should().HaveCount(2).And.AllSatisfy(rows => rows.Should().BeEquivalentTo(Enumerable.Range(0, Count)));
        var held = epochs[0].Reverse().TakeWhile((row, i) => i == 0 || row < epochs[0][^i]).Count();
        held.Should().BeInRange(5, 25);
        epochs[1][^held..].Should().Equal(epochs[0][^held..]);
        epochs[1][^held..].Should().BeInAscendingOrder();
        history.Should().OnlyContain(e => e.ValidationLoss > 0);
        source.Disposed.Should().Be(source.Opened);
    }

    [Fact]
    public void ValidationRowsMayBeStreamedToo()
    {
        var validation = Source(classes: true);
        var options = new TrainingOptions { Epochs = 2, Shuffle = false };

        var streamed = NetworkTrainer.Train(Classifier, Rows(), options, validation.Read(Room));

        streamed.Bytes().Should().Equal(NetworkTrainer.Train(Classifier, Rows(), options, validation.InMemory()).Bytes());
        streamed.History[^1].ValidationLoss.Should().BePositive();
        static TrainingRows Rows() => Source(classes: true).Read(Room);
    }

    [Theory]
    [InlineData(Count - 1, "The source of the training rows gave 49 rows in this pass and 50 in the first; expected the same rows in every pass.")]
    [InlineData(Count + 1, "The source of the training rows gave more than 50 rows in this pass and 50 in the first; expected the same rows in every pass.")]
    public void ASourceThatChangesItsNumberOfRowsIsRefused(int later, string message)
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [Count, Count, later] };

        FluentActions.Invoking(() => NetworkTrainer.Train(Classifier, source.Read(Room), new() { Epochs = 5 }))
            .Should().Throw<InvalidOperationException>().WithMessage(message);
        (source.Opened, source.Disposed).Should().Be((3, 3));
    }

    [Fact]
    public void ASourceThatChangesAClassIsRefused()
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [Count], Class = (row, pass) => pass == 0 ? row % 3 : 7 };

        FluentActions.Invoking(() => NetworkTrainer.Train(Classifier, source.Read(Room)))
            .Should().Throw<InvalidOperationException>().WithMessage("Row 0 of the training rows has class 7 in this pass; expected 0 to 2, as in the first.");
        source.Disposed.Should().Be(source.Opened);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void ABadRowIsNamedWhereverItStands(int bad)
    {
        var features = new GeneratedRows(4, classes: true) { Passes = [Count], Change = (row, _, values) => values[2] = row == bad ? float.NaN : 0 };
        var weights = Source(classes: true, row => row == bad ? -1 : 1);
        var classes = new GeneratedRows(4, classes: true) { Passes = [Count], Class = (row, _) => row == bad ? 3 : 0 };

        features.Invoking(s => s.Read(Room)).Should().Throw<ArgumentException>().WithMessage($"Row {bad}, feature 2 is NaN; expected a finite number.*");
        weights.Invoking(s => s.Read(Room)).Should().Throw<ArgumentException>().WithMessage($"Row {bad} has weight -1; expected a finite number, 0 or more.*");
        classes.Invoking(s => s.Read(Room)).Should().Throw<ArgumentException>().WithMessage($"Row {bad} has class 3; expected 0 to 2.*");
        (features.Disposed, weights.Disposed, classes.Disposed).Should().Be((1, 1, 1));
    }

    [Fact]
    public void ACancelledTrainingLeavesNoReaderOpen()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new GeneratedRows(4, classes: true)
        {
            Passes = [Count],
            Change = (row, pass, _) =>
            {
                if (pass == 2 && row == 30)
                {
                    cancellation.Cancel();
                }
            },
        };

        FluentActions.Invoking(() => NetworkTrainer.Train(
            Classifier, source.Read(Room), new() { BatchSize = 5, CancellationToken = cancellation.Token })).Should().Throw<OperationCanceledException>();
        (source.Opened, source.Disposed).Should().Be((3, 3));
    }

    [Fact]
    public void RowsOfWeightZeroOnOneSideAreRefused()
    {
        var source = Source(classes: true, _ => 0);

        FluentActions.Invoking(() => NetworkTrainer.Train(Classifier, source.Read(Room)))
            .Should().Throw<ArgumentException>().WithMessage("All 50 training rows have weight 0; expected one with a weight above 0.");
    }

    [Fact]
    public void TenTimesTheRowsTakeNoMoreMemory()
    {
        long Allocated(int rows)
        {
            var source = new GeneratedRows(16, classes: true) { Passes = [rows] };
            var network = NetworkDescription.MultilayerPerceptron(16, [8], GeneratedRows.Classes, Activation.Softmax);
            var before = GC.GetAllocatedBytesForCurrentThread();
            NetworkTrainer.Train(network, source.Read(room: 100), new() { Epochs = 2, NumberOfThreads = 1 });
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        _ = Allocated(2_000);
        var few = Allocated(2_000);

        // What is allocated bounds what lives: 18,000 rows more would take 1.3 MB.
        (Allocated(20_000) - few).Should().BeLessThan(50_000);
    }

    private static GeneratedRows Source(bool classes, Func<int, float>? weight = null) =>
        new(4, classes) { Passes = [Count], Weight = weight ?? (_ => 1) };

    private static NetworkDescription Network(bool classes) => classes ? Classifier : Regression;

    private static TrainingOptions Options(bool classes, TrainingOptions options) => new()
    {
        Loss = classes || options.Loss is ObservedLoss ? options.Loss : Loss.SquaredError,
        Optimizer = Optimizer.Sgd(),
        LearningRate = classes ? 0.05f : 1e-9f,
        Epochs = options.Epochs,
        BatchSize = options.BatchSize,
        Shuffle = options.Shuffle,
        Seed = options.Seed,
        ValidationFraction = options.ValidationFraction,
    };

    private static double? Note(List<int> seen, float target)
    {
        lock (seen)
        {
            seen.Add((int)target);
        }

        return null;
    }

    private static int[][] Orders(int room, int batchSize, int seed)
    {
        var seen = new List<int>();
        NetworkTrainer.Train(Regression, Source(classes: false).Read(room), Options(false, new()
        {
            Epochs = 2, BatchSize = batchSize, Seed = seed, Loss = new ObservedLoss(target => Note(seen, target)),
        }));
        return [.. seen.Chunk(Count)];
    }
}
