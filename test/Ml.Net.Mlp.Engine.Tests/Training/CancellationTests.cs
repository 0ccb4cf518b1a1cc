namespace Ml.Net.Mlp.Engine.Tests;

public sealed class CancellationTests
{
    private static readonly TrainingData Data = Rows.Line([.. Enumerable.Range(0, 10).Select(i => (0.1f * i, 1 - (0.3f * i)))]);

    [Theory]
    [InlineData(CancellationBehavior.Throw)]
    [InlineData(CancellationBehavior.KeepBest)]
    public void ATokenSignalledBeforeTheStartThrows(CancellationBehavior behavior)
    {
        var rows = 0;
        var token = new CancellationToken(canceled: true);
        Action train = () => Train(behavior, token, onRow: () => rows++);

        train.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(token);
        rows.Should().Be(0);
    }

    [Fact]
    public void OptionsAreCheckedBeforeTheToken()
    {
        Action train = () => NetworkTrainer.Train(
            Rows.Linear, Data, new() { Loss = Loss.SquaredError, Epochs = 0, CancellationToken = new CancellationToken(true) });

        train.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Epochs is 0;*");
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(9, 10)]
    [InlineData(14, 14)]
    [InlineData(25, 28)]
    public void ItThrowsAtTheNextMiniBatch(int row, int last)
    {
        using var source = new CancellationTokenSource();
        var rows = 0;
        Action train = () => Train(CancellationBehavior.Throw, source.Token, onRow: () => CancelAt(ref rows, row, source));

        train.Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
        rows.Should().Be(last, "the batch at hand is finished, and no other begun");
    }

    [Fact]
    public void KeepBestThrowsWithinTheFirstEpoch()
    {
        using var source = new CancellationTokenSource();
        var rows = 0;
        Action train = () => Train(CancellationBehavior.KeepBest, source.Token, onRow: () => CancelAt(ref rows, 5, source));

        train.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(11, 1)]
    [InlineData(17, 1)]
    [InlineData(21, 2)]
    [InlineData(38, 3)]
    public void KeepBestReturnsTheLastWholeEpoch(int row, int epochs)
    {
        using var source = new CancellationTokenSource();
        var rows = 0;
        var network = Train(CancellationBehavior.KeepBest, source.Token, onRow: () => CancelAt(ref rows, row, source));
        var expected = Train(epochs: epochs);

        network.Parameters().Should().Equal(expected.Parameters());
        network.History.WithoutTimes().Should().Equal(expected.History.WithoutTimes());
        (network.History.BestEpoch, network.History.StopReason).Should().Be((epochs, StopReason.Cancelled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void KeepBestInTheProgressCallbackReturnsThatEpoch(int epoch)
    {
        using var source = new CancellationTokenSource();
        var network = Train(CancellationBehavior.KeepBest, source.Token, progress: p =>
        {
            if (p.Result.Epoch == epoch)
            {
                source.Cancel();
            }
        });

        network.Parameters().Should().Equal(Train(epochs: epoch).Parameters());
        (network.History.Count, network.History.StopReason).Should().Be((epoch, StopReason.Cancelled));
    }

    [Fact]
    public void ThrowInTheProgressCallbackThrows()
    {
        using var source = new CancellationTokenSource();
        Action train = () => Train(CancellationBehavior.Throw, source.Token, progress: _ => source.Cancel());

        train.Should().Throw<OperationCanceledException>();
    }

    [Theory]
    [InlineData(CancellationBehavior.Throw)]
    [InlineData(CancellationBehavior.KeepBest)]
    public void ATrainingThatIsDoneIsNotCancelledAnyMore(CancellationBehavior behavior)
    {
        using var source = new CancellationTokenSource();
        var network = Train(behavior, source.Token, progress: p =>
        {
            if (p.Result.Epoch == p.Epochs)
            {
                source.Cancel();
            }
        });

        network.Bytes().Should().Equal(Train().Bytes());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 4)]
    public void WithEarlyStoppingKeepBestReturnsTheBestOrTheLastWholeEpoch(bool restoreBest, int epochs)
    {
        // With this learning rate the loss grows from the first epoch on: that one is the best.
        using var source = new CancellationTokenSource();
        var rows = 0;
        var stopping = new EarlyStopping { Metric = TrainingMetric.Loss, Patience = 9, RestoreBest = restoreBest };
        var network = Train(
            CancellationBehavior.KeepBest, source.Token, onRow: () => CancelAt(ref rows, 47, source), stopping: stopping, learningRate: 3);

        network.History.Select(e => e.Loss).Should().BeInAscendingOrder();
        network.Parameters().Should().Equal(Train(epochs: epochs, learningRate: 3).Parameters());
        (network.History.Count, network.History.BestEpoch, network.History.StopReason).Should().Be((4, 1, StopReason.Cancelled));
    }

    [Fact]
    public void ACancellationDuringValidationDropsTheEpoch()
    {
        using var source = new CancellationTokenSource();
        var judged = 0;
        var options = new TrainingOptions
        {
            Loss = new ObservedLoss(target =>
            {
                if (target == 5 && ++judged == 600)
                {
                    source.Cancel();
                }

                return null;
            }),
            NumberOfThreads = 1,
            CancellationToken = source.Token,
            CancellationBehavior = CancellationBehavior.KeepBest,
        };
        var validation = Rows.Line([.. Enumerable.Repeat((1f, 5f), 500)]);
        var history = NetworkTrainer.Train(Rows.Linear, Data, options, validation).History;

        (history.Count, history.StopReason).Should().Be((1, StopReason.Cancelled));
    }

    private static void CancelAt(ref int rows, int row, CancellationTokenSource source)
    {
        if (++rows == row)
        {
            source.Cancel();
        }
    }

    /// <summary>Ten rows in batches of 4, 4 and 2.</summary>
    private static Network Train(
        CancellationBehavior behavior = CancellationBehavior.Throw,
        CancellationToken token = default,
        Action? onRow = null,
        Action<TrainingProgress>? progress = null,
        EarlyStopping? stopping = null,
        int epochs = 6,
        float learningRate = 0.05f) => NetworkTrainer.Train(Rows.Linear, Data, new()
        {
            Loss = new ObservedLoss(_ =>
            {
                onRow?.Invoke();
                return null;
            }),
            Optimizer = Optimizer.Sgd(),
            LearningRate = learningRate,
            Epochs = epochs,
            BatchSize = 4,
            NumberOfThreads = 1,
            CancellationToken = token,
            CancellationBehavior = behavior,
            Progress = progress,
            EarlyStopping = stopping,
        });
}
