namespace Ml.Net.Mlp.Engine.Tests;

public sealed class ProgressTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    [Fact]
    public void ItIsCalledAfterEveryEpochOnTheCallingThread()
    {
        var calls = new List<(TrainingProgress Progress, int Thread)>();
        var network = Train(new() { Epochs = 4, NumberOfThreads = 3, Progress = p => calls.Add((p, Environment.CurrentManagedThreadId)) });

        calls.Select(c => c.Progress.Result).Should().Equal(network.History);
        calls.Select(c => c.Progress.Result.Epoch).Should().Equal(1, 2, 3, 4);
        calls.Select(c => c.Progress.BestEpoch).Should().Equal([1, 2, 3, 4], "nothing is watched");
        calls.Should().AllSatisfy(c =>
        {
            c.Progress.Epochs.Should().Be(4);
            c.Thread.Should().Be(Environment.CurrentManagedThreadId);
            c.Progress.Remaining.Should().BeGreaterThanOrEqualTo(TimeSpan.Zero);
        });
        calls[^1].Progress.Remaining.Should().Be(TimeSpan.Zero);
        calls[0].Progress.Remaining.Should().BePositive();
    }

    [Fact]
    public void TheBestEpochIsThatOfTheWatchedMetric()
    {
        var best = new List<int>();
        var network = Train(new()
        {
            Epochs = 30,
            LearningRate = 0.1f,
            ValidationFraction = 0.5,
            EarlyStopping = new() { Patience = 4 },
            Progress = p => best.Add(p.BestEpoch),
        });

        var losses = network.History.Select(e => e.ValidationLoss!.Value).ToArray();
        best.Should().Equal(losses.Select((_, i) => 1 + Array.IndexOf(losses, losses[..(i + 1)].Min())));
        best[^1].Should().Be(network.History.BestEpoch);
    }

    [Fact]
    public void ItsExceptionReachesTheCaller()
    {
        var calls = 0;
        Action train = () => Train(new() { Progress = _ => throw new InvalidDataException($"call {++calls}") });

        train.Should().Throw<InvalidDataException>().WithMessage("call 1");
    }

    [Fact]
    public void ItsOwnCancellationIsNotTakenForThatOfTheTraining()
    {
        Action train = () => Train(new()
        {
            CancellationBehavior = CancellationBehavior.KeepBest,
            Progress = _ => throw new OperationCanceledException("mine"),
        });

        train.Should().Throw<OperationCanceledException>().WithMessage("mine");
    }

    [Fact]
    public void ItDoesNotChangeTheTraining() =>
        Train(new() { Progress = _ => { } }).Bytes().Should().Equal(Train(new()).Bytes());

    [Fact]
    public void ItMayTrainAnotherNetwork()
    {
        var inner = new List<byte[]>();
        var outer = Train(new() { Epochs = 3, NumberOfThreads = 2, Progress = _ => inner.Add(Train(new() { Epochs = 2, Seed = 8, NumberOfThreads = 2 }).Bytes()) });

        outer.Bytes().Should().Equal(Train(new() { Epochs = 3 }).Bytes());
        inner.Should().HaveCount(3).And.AllSatisfy(bytes => bytes.Should().Equal(Train(new() { Epochs = 2, Seed = 8 }).Bytes()));
    }

    private static Network Train(TrainingOptions options) => NetworkTrainer.Train(Rows.Classifier(0.1f), Data, options);
}
