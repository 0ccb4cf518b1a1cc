using System.Collections.Concurrent;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Whatever ends a training, its worker threads end with it.</summary>
public sealed class WorkerThreadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void NoneIsLeftAfterATraining() => Observe(out _).Should().BeNull();

    [Fact]
    public void NoneIsLeftAfterAnExceptionInProgress() =>
        Observe(out _, progress: _ => throw new InvalidDataException()).Should().BeOfType<InvalidDataException>();

    [Fact]
    public void NoneIsLeftAfterACancellation()
    {
        using var source = new CancellationTokenSource();
        Observe(out _, progress: _ => source.Cancel(), token: source.Token).Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public void NoneIsLeftAfterADivergence() =>
        Observe(out _, learningRate: 1e38f).Should().BeOfType<InvalidOperationException>();

    [Fact]
    public void AnExceptionOfAWorkerReachesTheCaller()
    {
        var thrown = new InvalidDataException("in a worker");
        Observe(out var threads, inWorker: () => throw thrown).Should().BeSameAs(thrown);
        threads.Should().NotBeEmpty();
    }

    /// <summary>Trains so that at least one worker takes part, and checks that all that did have ended.</summary>
    private static Exception? Observe(
        out Thread[] threads,
        Action<TrainingProgress>? progress = null,
        Action? inWorker = null,
        float learningRate = 0.01f,
        CancellationToken token = default)
    {
        const int Rows = 128;
        const int Outputs = 200;
        var caller = Thread.CurrentThread;
        var workers = new ConcurrentDictionary<Thread, bool>();
        using var taken = new ManualResetEventSlim();
        var loss = new ObservedLoss(_ =>
        {
            if (Thread.CurrentThread != caller)
            {
                workers.TryAdd(Thread.CurrentThread, true);
                taken.Set();
                inWorker?.Invoke();
            }
            else if (!taken.Wait(Patience, CancellationToken.None))
            {
                throw new TimeoutException("No worker took part.");
            }

            return null;
        });
        var network = NetworkDescription.MultilayerPerceptron(1, [], Outputs, Activation.Identity);
        var data = TrainingData.FromTargets(new float[Rows], 1, [.. Enumerable.Repeat(1f, Rows * Outputs)], Outputs);
        var options = new TrainingOptions
        {
            Loss = loss,
            Optimizer = Optimizer.Sgd(),
            LearningRate = learningRate,
            Epochs = 3,
            BatchSize = Rows,
            NumberOfThreads = 3,
            Progress = progress,
            CancellationToken = token,
        };
        var exception = Record.Exception(() => NetworkTrainer.Train(network, data, options));

        threads = [.. workers.Keys];
        threads.Should().NotBeEmpty().And.AllSatisfy(thread => thread.IsAlive.Should().BeFalse());
        return exception;
    }
}
