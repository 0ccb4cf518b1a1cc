using System.Collections.Concurrent;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Many rows at once: parted among threads where there is work for them.</summary>
public sealed class ThreadedScoringTests
{
    private const int Inputs = 4;
    private const int Outputs = 3;

    // Some 400,000 operations a row: two threads are worth their while from 26 rows on.
    private static readonly Network Wide = NetworkTrainer.Train(
        NetworkDescription.MultilayerPerceptron(Inputs, [400, 400, 37], Outputs, Activation.Softmax),
        Rows.Classes(40),
        new() { Epochs = 1 });

    private static readonly Network Narrow = NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(40), new() { Epochs = 1 });

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(2)]
    [InlineData(51)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(300)]
    [InlineData(1000)]
    public void AnyNumberOfThreadsGivesTheBitsOfRowsAlone(int rows)
    {
        var features = Features(rows);
        var expected = Alone(features, rows);

        foreach (int? threads in new int?[] { null, 1, 2, 3, 16, 1024 })
        {
            var outputs = new float[rows * Outputs];
            Wide.Predict(features, rows, outputs, threads);
            Bits(outputs).Should().Equal(expected, "{0} threads give the same", threads);

            Array.Clear(outputs);
            Wide.Predict((row, target) => features.AsSpan(row * Inputs, Inputs).CopyTo(target), rows, outputs, threads);
            Bits(outputs).Should().Equal(expected, "a reader and {0} threads give the same", threads);
        }
    }

    [Fact]
    public void ManyRowsAreComputedOnSeveralThreads()
    {
        var threads = new ConcurrentDictionary<int, bool>();
        using var both = new CountdownEvent(2);
        var outputs = new float[1000 * Outputs];

        // Each thread waits at its first row for the other.
        Wide.Predict(
            (_, features) =>
            {
                features.Clear();
                if (threads.TryAdd(Environment.CurrentManagedThreadId, true))
                {
                    both.Signal();
                    both.Wait(LongEnough).Should().BeTrue("another thread takes part");
                }
            },
            1000, outputs, numberOfThreads: 2);

        threads.Should().HaveCount(2).And.ContainKey(Environment.CurrentManagedThreadId);
    }

    [Theory]
    [InlineData(true, 1000, 1)]
    [InlineData(true, 12, null)]
    [InlineData(false, 1000, 16)]
    public void OneThreadOrLittleWorkStaysOnTheCallersThread(bool wide, int rows, int? numberOfThreads)
    {
        var threads = new List<int>();

        (wide ? Wide : Narrow).Predict(
            (_, features) =>
            {
                features.Clear();
                threads.Add(Environment.CurrentManagedThreadId);
            },
            rows, new float[rows * Outputs], numberOfThreads);

        threads.Should().HaveCount(rows).And.OnlyContain(thread => thread == Environment.CurrentManagedThreadId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void EachRowIsReadOnce(int threads)
    {
        var reads = new int[777];

        Wide.Predict(
            (row, features) =>
            {
                features.Length.Should().Be(Inputs);
                features.Clear();
                Interlocked.Increment(ref reads[row]);
            },
            777, new float[777 * Outputs], threads);

        reads.Should().OnlyContain(count => count == 1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    [InlineData(8, 500)]
    public void WhatAReaderThrowsIsPassedOnAsItIs(int threads, int rows)
    {
        var features = Features(rows);
        var expected = Alone(features, rows);
        var outputs = new float[rows * Outputs];
        var failure = new InvalidDataException("no such row");

        var predict = () => Wide.Predict((row, _) => throw failure, rows, outputs, threads);
        predict.Should().Throw<InvalidDataException>().Which.Should().BeSameAs(failure);

        Wide.Predict(features, rows, outputs, threads);
        Bits(outputs).Should().Equal(expected, "the network can be used as before");
    }

    [Fact]
    public void ParallelLoopsMayCallIt()
    {
        var features = Features(300);
        var expected = Alone(features, 300);

        Parallel.For(0, 24, _ =>
        {
            var outputs = new float[300 * Outputs];
            Wide.Predict(features, 300, outputs);
            Bits(outputs).Should().Equal(expected);
        });
    }

    [Fact]
    public void AReaderMayItselfPredict()
    {
        var features = Features(200);
        var outputs = new float[200 * Outputs];

        Wide.Predict(
            (row, target) =>
            {
                features.AsSpan(row * Inputs, Inputs).CopyTo(target);
                Wide.Predict(target, outputs.AsSpan(row * Outputs, Outputs));
            },
            200, new float[200 * Outputs], numberOfThreads: 2);

        Bits(outputs).Should().Equal(Alone(features, 200));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1025)]
    public void ANumberOfThreadsOutOfRangeIsRefused(int threads)
    {
        foreach (var predict in new Action[]
        {
            () => Wide.Predict(new float[Inputs], 1, new float[Outputs], threads),
            () => Wide.Predict((_, _) => { }, 1, new float[Outputs], threads),
        })
        {
            predict.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"numberOfThreads is {threads}; expected 1 to 1024.*");
        }
    }

    [Fact]
    public void AReaderIsCheckedLikeABlock()
    {
        FluentActions.Invoking(() => Wide.Predict((FeatureReader)null!, 1, new float[Outputs])).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Wide.Predict((_, _) => { }, -1, [])).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Wide.Predict((_, _) => { }, 2, new float[5])).Should().Throw<ArgumentException>()
            .WithMessage("outputs has 5 values; expected 2 x 3.*");
        FluentActions.Invoking(() => Wide.Predict((_, _) => throw new InvalidOperationException(), 0, [])).Should().NotThrow();
    }

    private static int[] Alone(float[] features, int rows)
    {
        var outputs = new float[rows * Outputs];
        for (var row = 0; row < rows; row++)
        {
            Wide.Predict(features.AsSpan(row * Inputs, Inputs), outputs.AsSpan(row * Outputs, Outputs));
        }

        return Bits(outputs);
    }

    private static float[] Features(int rows)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, rows * Inputs).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
