namespace Ml.Net.Mlp.Engine.Tests;

public sealed class EpochEndTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    [Fact]
    public void ItSeesEveryEpochBeforeProgressDoes()
    {
        var calls = new List<string>();
        var network = Train(new()
        {
            Epochs = 3,
            EpochEnd = control => calls.Add($"end {control.Result.Epoch} of {control.Progress.Epochs}, step {control.Progress.Step}"),
            Progress = progress => calls.Add($"progress {progress.Result.Epoch}, {progress.StepsPerEpoch} steps"),
        });

        calls.Should().Equal(
            "end 1 of 3, step 2", "progress 1, 2 steps", "end 2 of 3, step 4", "progress 2, 2 steps", "end 3 of 3, step 6", "progress 3, 2 steps");
        network.Bytes().Should().Equal(Train(new() { Epochs = 3 }).Bytes());
    }

    [Fact]
    public void ItMayStopTheTraining()
    {
        var network = Train(new()
        {
            EpochEnd = control =>
            {
                if (control.Result.Epoch == 4)
                {
                    control.Stop();
                }
            },
        });

        (network.History.Count, network.History.StopReason).Should().Be((4, StopReason.Stopped));
        network.Parameters().Should().Equal(Train(new() { Epochs = 4 }).Parameters());
    }

    [Fact]
    public void ItMayChangeTheLearningRateUntilItDoesSoAgain()
    {
        var seen = new List<double>();
        var history = Train(new()
        {
            Epochs = 6,
            LearningRate = 0.25f,
            LearningRateSchedule = LearningRateSchedule.Step(0.5f, 4),
            EpochEnd = control =>
            {
                seen.Add(control.LearningRateFactor);
                control.LearningRateFactor = control.Result.Epoch switch
                {
                    1 => 0.5,
                    3 => 2,
                    _ => control.LearningRateFactor,
                };
            },
        }).History;

        history.Select(epoch => epoch.LearningRate).Should().Equal(0.25f, 0.125f, 0.125f, 0.5f, 0.25f, 0.25f);
        seen.Should().Equal(1, 0.5, 0.5, 2, 2, 2);
    }

    [Fact]
    public void ItSeesTheEpochsBefore()
    {
        var seen = new List<IReadOnlyList<EpochResult>>();
        var before = Train(new() { Epochs = 2 });
        var network = NetworkTrainer.Train(before, Data, new() { Epochs = 2, EpochEnd = control => seen.Add(control.Epochs) });

        seen.Select(epochs => epochs.Count).Should().Equal(3, 4);
        seen[^1].Should().Equal(network.History);
    }

    [Theory]
    [InlineData(0, "LearningRateFactor is 0; expected a finite number above 0.*")]
    [InlineData(-1, "LearningRateFactor is -1; expected a finite number above 0.*")]
    [InlineData(double.NaN, "LearningRateFactor is NaN; expected a finite number above 0.*")]
    public void AFactorOutOfRangeIsRefused(double factor, string message)
    {
        Action train = () => Train(new() { EpochEnd = control => control.LearningRateFactor = factor });

        train.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    [Fact]
    public void ItsExceptionReachesTheCaller()
    {
        Action train = () => Train(new() { EpochEnd = _ => throw new InvalidDataException("mine") });

        train.Should().Throw<InvalidDataException>().WithMessage("mine");
    }

    [Fact]
    public void EarlyStoppingIsGivenAsTheReasonWhereBothEndIt()
    {
        var history = Train(new()
        {
            LearningRate = 1e-30f,
            EarlyStopping = new() { Metric = TrainingMetric.Loss, Patience = 1, MinimumChange = 1 },
            EpochEnd = control =>
            {
                if (control.Result.Epoch == 2)
                {
                    control.Stop();
                }
            },
        }).History;

        (history.Count, history.StopReason).Should().Be((2, StopReason.EarlyStopping));
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(0.1f), Data, options);
}
