namespace Ml.Net.Mlp.Engine.Tests;

public sealed class StepProgressTests
{
    [Fact]
    public void ItIsCalledAfterStepsThatTakeASecondAndMore()
    {
        var calls = Train(epochs: 2);

        calls.Select(p => (p.Epoch, p.Step)).Should().Equal((1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3));
        calls.Should().OnlyContain(p => p.Epochs == 2 && p.StepsPerEpoch == 3 && p.RowsPerSecond == 1);
        double[] elapsed = [4, 8, 10, 14, 18, 20];
        calls.Select(p => p.Remaining.TotalSeconds).Should().Equal(
            elapsed.Select((seconds, i) => seconds * (5 - i) / (i + 1)), (actual, expected) => Math.Abs(actual - expected) < 1e-6);
    }

    [Fact]
    public void ShorterStepsAreReportedTogether() =>
        Train(epochs: 2, secondsPerRow: 0.15).Select(p => (p.Epoch, p.Step)).Should().Equal((1, 2), (2, 2));

    [Fact]
    public void TheLossIsThatOfTheRowsSoFar()
    {
        var calls = Train(epochs: 1);
        var first = Train(epochs: 1, budget: 1)[0];

        calls.Select(p => p.Loss).Should().OnlyHaveUniqueItems();
        calls[0].Loss.Should().Be(first.Loss);
    }

    [Fact]
    public void TheTimeBudgetEndsTheEstimate() =>
        Train(epochs: 100, budget: 13).Select(p => p.Remaining.TotalSeconds).Should().Equal(9, 5, 3, 0);

    [Fact]
    public void ItDoesNotChangeTheTraining()
    {
        var data = Rows.Classes(60);

        NetworkTrainer.Train(Rows.Classifier(0.1f), data, new() { Epochs = 3, StepProgress = _ => { }, TimeBudget = TimeSpan.FromDays(1) }).Bytes()
            .Should().Equal(NetworkTrainer.Train(Rows.Classifier(0.1f), data, new() { Epochs = 3 }).Bytes());
    }

    private static List<StepProgress> Train(int epochs, double secondsPerRow = 1, double? budget = null)
    {
        var calls = new List<StepProgress>();
        new TimedTraining(secondsPerRow).Run((loss, clock) => new()
        {
            Loss = loss,
            Epochs = epochs,
            BatchSize = 4,
            NumberOfThreads = 1,
            TimeBudget = budget is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            StepProgress = calls.Add,
            Clock = clock,
        });
        return calls;
    }
}
