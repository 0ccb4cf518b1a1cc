namespace Ml.Net.Mlp.Engine.Tests;

public sealed class TimeBudgetTests
{
    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(4, 4, 1)]
    [InlineData(9.5, 10, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(25, 28, 3)]
    [InlineData(50, 50, 5)]
    public void TheTrainingEndsWithTheMiniBatchThatUsesItUp(double seconds, int rows, int epochs)
    {
        var training = new TimedTraining();
        var history = Train(training, seconds).History;

        training.RowsSeen.Should().Be(rows);
        (history.Count, history.StopReason).Should().Be((epochs, StopReason.TimeBudget));
        history.Should().OnlyContain(epoch => epoch.ValidationLoss != null);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    public void ABudgetThatIsLongEnoughChangesNothing(double seconds)
    {
        var network = Train(new TimedTraining(), seconds);

        network.Bytes().Should().Equal(Train(new TimedTraining(), null).Bytes());
        network.History.StopReason.Should().Be(StopReason.Completed);
    }

    [Fact]
    public void TheBestNetworkIsReturned()
    {
        // With this learning rate the loss grows from the first epoch on.
        var stopping = new EarlyStopping { Metric = TrainingMetric.Loss };
        var network = Train(new TimedTraining(), 25, stopping, rate: 3);

        (network.History.Count, network.History.BestEpoch).Should().Be((3, 1));
        network.Parameters().Should().Equal(Train(new TimedTraining(), 10, stopping, rate: 3).Parameters());
    }

    [Fact]
    public void WhereNothingIsWatchedTheStepsThatWereMadeAreReturned()
    {
        var two = Train(new TimedTraining(), 8, EarlyStopping.None);
        var one = Train(new TimedTraining(), 4, EarlyStopping.None);

        two.Parameters().Should().NotEqual(one.Parameters());
        two.History[0].Loss.Should().NotBe(one.History[0].Loss);
    }

    private static Network Train(TimedTraining training, double? seconds, EarlyStopping? stopping = null, float rate = 0.05f) => training.Run(
        (loss, clock) => new()
        {
            Loss = loss,
            Optimizer = Optimizer.Sgd(),
            LearningRate = rate,
            Epochs = 6,
            BatchSize = 4,
            NumberOfThreads = 1,
            EarlyStopping = stopping,
            TimeBudget = seconds is { } value ? TimeSpan.FromSeconds(value) : null,
            Clock = clock,
        },
        validation: true);
}
