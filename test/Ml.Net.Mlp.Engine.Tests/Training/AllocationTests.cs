namespace Ml.Net.Mlp.Engine.Tests;

// Alone: a garbage collection that another test causes counts the rest of this thread's allocation block (up to 8 KiB) as
// allocated. For the same reason the smallest of several measurements is taken.
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Measurements = 5;

    [Fact]
    public void PredictingARowAllocatesNothingAfterTheFirst()
    {
        var network = NetworkTrainer.Train(Rows.Classifier(0.5f), Rows.Classes(20), new() { Epochs = 1 });
        float[] features = [1, 2, 3, 4];
        var outputs = new float[3];

        Allocated(() => network.Predict(features, outputs), times: 500).Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void PredictingManyRowsAllocatesNothingAfterTheFirst(int rows)
    {
        var network = NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(20), new() { Epochs = 1 });
        var features = new float[rows * 4];
        var outputs = new float[rows * 3];

        Allocated(() => network.Predict(features, rows, outputs), times: 50).Should().Be(0);
    }

    [Theory]
    [InlineData("adam", 1)]
    [InlineData("sgd", 1)]
    [InlineData("adam", 2)]
    [InlineData("bounded", 1)]
    [InlineData("bounded", 2)]
    public void ATrainingStepAllocatesNothing(string optimizer, int threads)
    {
        // The histories of 10 more epochs have about 1,000 bytes; one object in each of their 1,000 steps had 24,000.
        var data = Rows.Classes(100);
        var validation = Rows.Classes(20);
        long Train(int epochs)
        {
            var options = new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = 1,
                NumberOfThreads = threads,
                Optimizer = optimizer == "sgd" ? Optimizer.Sgd(0.9f, nesterov: true) : Optimizer.Adam(),
                L2Regularization = 0.001f,
                L1Regularization = optimizer == "bounded" ? 0.001f : 0,
                ClipNorm = optimizer == "bounded" ? 1 : null,
                MaxNorm = optimizer == "bounded" ? 1 : null,
                WeightAveraging = optimizer == "bounded" ? 0.9f : null,
            };
            return Allocated(() => NetworkTrainer.Train(Rows.Classifier(0.2f), data, options, validation), times: 1);
        }

        var few = Train(2);
        (Train(12) - few).Should().BeLessThan(12_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AStepThroughNormalizationAllocatesNothing(int threads)
    {
        var network = TestNetworks.Parse("4-robust-scale-7:identity-batchnorm-activation:tanh-dropout:20-5:identity-layernorm-activation:relu-3:softmax");
        var data = Rows.Classes(100);
        long Train(int epochs) => Allocated(
            () => NetworkTrainer.Train(network, data, new() { Epochs = epochs, BatchSize = 1, NumberOfThreads = threads }), times: 1);

        var few = Train(2);
        (Train(12) - few).Should().BeLessThan(12_000);
    }

    /// <summary>Bytes that later calls allocate on this thread.</summary>
    private static long Allocated(Action action, int times)
    {
        action();
        return Enumerable.Range(0, Measurements).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < times; i++)
            {
                action();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
