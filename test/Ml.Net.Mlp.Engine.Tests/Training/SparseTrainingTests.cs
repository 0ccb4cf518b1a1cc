using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Training and scoring on rows that are kept without their zeros: the same bits as with them.</summary>
public sealed class SparseTrainingTests
{
    private const int Inputs = 4_100;

    public static TheoryData<LayerDescription[]> Networks =>
    [
        new LayerDescription[] { new DenseLayer(37, Activation.ReLU), new DropoutLayer(0.3f), new DenseLayer(3, Activation.Softmax) },
        new LayerDescription[] { new DenseLayer(70, Activation.Tanh), new DenseLayer(17, Activation.ReLU), new DenseLayer(3, Activation.Softmax) },
        new LayerDescription[] { new DenseLayer(3, Activation.Softmax) },
        new LayerDescription[] { new DropoutLayer(0.2f), new DenseLayer(9, Activation.ReLU), new DenseLayer(3, Activation.Softmax) },
        new LayerDescription[] { new ImputationLayer(), new DenseLayer(9, Activation.ReLU), new DenseLayer(3, Activation.Softmax) },
        new LayerDescription[] { new StandardizeLayer(), new DenseLayer(9, Activation.ReLU), new DenseLayer(3, Activation.Softmax) },
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_network_is_to_the_bit_that_of_dense_rows(LayerDescription[] layers)
    {
        var network = new NetworkDescription(Inputs, layers);
        TrainingOptions Options(int threads) => new()
        {
            Epochs = 3, BatchSize = 13, Seed = 4, NumberOfThreads = threads, ValidationFraction = 0.2, L2Regularization = 0.001f,
            Optimizer = Optimizer.Sgd(0.9f), LearningRate = 0.05f, BalanceClasses = true,
        };
        var expected = NetworkTrainer.Train(network, WideRows.Classes(90, Inputs, sparse: false), Options(1));

        foreach (var threads in new[] { 1, 2, 3 })
        {
            NetworkTrainer.Train(network, WideRows.Classes(90, Inputs, sparse: true), Options(threads)).Bytes().Should().Equal(expected.Bytes());
        }
    }

    [Fact]
    public void So_is_one_of_target_values()
    {
        var network = NetworkDescription.MultilayerPerceptron(Inputs, [20], 2, Activation.Identity);
        TrainingData Data(bool sparse)
        {
            var features = WideRows.Classes(50, Inputs, sparse).Rows;
            var targets = new RowStore(2);
            for (var row = 0; row < 50; row++)
            {
                (targets.Next()[0], targets.Next()[1]) = (row % 3, row % 7);
                targets.Commit();
            }

            return new TrainingData(features, 2, targets, null, null);
        }

        Network Train(bool sparse) => NetworkTrainer.Train(network, Data(sparse), new() { Loss = Loss.SquaredError, Epochs = 3 });
        Train(sparse: true).Bytes().Should().Equal(Train(sparse: false).Bytes());
    }

    [Fact]
    public void A_million_features_are_never_made_dense()
    {
        // 200 rows would take 800 MB dense; the weights of 16 units, one panel, their gradient and those of the best epoch take 64 MB each.
        const int Rows = 200;
        const int Features = 1_000_000;
        var network = NetworkDescription.MultilayerPerceptron(Features, [5], 3, Activation.Softmax);
        var builder = TrainingDataBuilder.ForClasses(Features, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var row = 0; row < Rows; row++)
        {
            builder.AddSparse([row % 3, 100 + (row * 3_333), Features - 1], [1, 1, 0.5f], row % 3);
        }

        var trained = NetworkTrainer.Train(network, builder.Build(), new()
        {
            Optimizer = Optimizer.Sgd(), LearningRate = 0.1f, Epochs = 1, BatchSize = 64, NumberOfThreads = 1, ValidationFraction = 0.1,
            EarlyStopping = EarlyStopping.None,
        });
        var outputs = new float[Rows * 3];
        trained.PredictSparse((row, features) => features.Sparse([row % 3], [1]), Rows, outputs);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(220L << 20);
        trained.History[0].ValidationLoss.Should().BeInRange(0.5, 2);
        outputs.Should().OnlyContain(x => x > 0 && x < 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Streamed_rows_stay_sparse(bool dense)
    {
        var network = NetworkDescription.MultilayerPerceptron(Inputs, [12], 3, Activation.Softmax);
        RowReader Open() => new Reader(90, dense);
        TrainingRows Read(long budget) => TrainingRows.Read(TrainingDataBuilder.ForClasses(Inputs, 3), Open, budget);
        Network Train(long budget, bool shuffle, int threads = 1) => NetworkTrainer.Train(
            network, Read(budget), new() { Epochs = 3, BatchSize = 7, Shuffle = shuffle, NumberOfThreads = threads, Seed = 3 });

        var streamed = Read(8_000).Should().BeOfType<StreamedTrainingData>().Subject;
        (streamed.IsSparse, streamed.Count).Should().Be((true, 90));
        streamed.MemoryBytes.Should().BeInRange(8_000, 9_000);
        streamed.TotalBytes.Should().BeCloseTo(Read(long.MaxValue).MemoryBytes, 6_000);
        Read(long.MaxValue).Should().BeOfType<TrainingData>().Which.IsSparse.Should().BeTrue();

        Train(8_000, shuffle: false).Bytes().Should().Equal(Train(long.MaxValue, shuffle: false).Bytes());
        Train(8_000, shuffle: true, threads: 2).Bytes().Should().Equal(Train(8_000, shuffle: true).Bytes());
        Train(8_000, shuffle: true).Bytes().Should().NotEqual(Train(8_000, shuffle: false).Bytes());
    }

    [Fact]
    public void A_shuffle_buffer_hands_out_every_sparse_row_once()
    {
        using var team = new WorkerTeam(1);
        using var source = TrainingRows.Read(TrainingDataBuilder.ForClasses(Inputs, 3), () => new Reader(90, dense: false), 8_000)
            .CreateSource(new BatchContext(team, Seed: 1, ValidationFraction: 0, "training"), RowPart.All);
        var batch = new SparseBatch(7, Inputs);
        for (var epoch = 1ul; epoch < 4; epoch++)
        {
            var seen = new List<string>();
            source.Begin(epoch);
            for (int rows; (rows = source.Next(batch, 7)) > 0;)
            {
                seen.AddRange(Enumerable.Range(0, rows).Select(row => Text(batch, row)));
            }

            seen.Should().BeEquivalentTo(Enumerable.Range(0, 90).Select(row => Text(WideRows.Row(row, Inputs, 0.01))));
        }
    }

    [Fact]
    public void A_sparse_row_scores_as_a_dense_one()
    {
        var data = WideRows.Classes(200, Inputs, sparse: true);
        var network = NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(Inputs, [33], 3, Activation.Softmax), data, new() { Epochs = 2 });
        var narrow = NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(20), new() { Epochs = 1 });
        var expected = new float[200 * 3];
        network.Predict((row, features) => data.CopyFeatures(row, features), 200, expected);

        foreach (var threads in new[] { 1, 3 })
        {
            // Every third row is written dense.
            var outputs = new float[200 * 3];
            network.PredictSparse(
                (row, features) =>
                {
                    if (row % 3 == 0)
                    {
                        data.CopyFeatures(row, features.Dense());
                    }
                    else
                    {
                        var (indices, values) = WideRows.Row(row, Inputs, 0.01);
                        features.Sparse(indices, values);
                    }
                },
                200, outputs, threads);
            outputs.Should().Equal(expected);
        }

        for (var row = 0; row < 20; row++)
        {
            var output = new float[3];
            var (indices, values) = WideRows.Row(row, Inputs, 0.01);
            network.PredictSparse(indices, values, output);
            output.Should().Equal(expected[(row * 3)..((row * 3) + 3)]);
        }

        var (few, all) = (new float[3], new float[3]);
        narrow.PredictSparse([1, 3], [0.5f, -1], few);
        narrow.Predict([0, 0.5f, 0, -1], all);
        few.Should().Equal(all);
    }

    [Theory]
    [InlineData(new[] { 3, 2 }, 2, "A sparse row has index 2 in place 1; expected ascending indices, here 4 to 4099.")]
    [InlineData(new[] { 3, 3 }, 2, "A sparse row has index 3 in place 1; expected ascending indices, here 4 to 4099.")]
    [InlineData(new[] { -1 }, 1, "A sparse row has index -1 in place 0; expected ascending indices, here 0 to 4099.")]
    [InlineData(new[] { 4_100 }, 1, "A sparse row has index 4100 in place 0; expected ascending indices, here 0 to 4099.")]
    [InlineData(new[] { 1 }, 2, "A sparse row has 1 indices and 2 values; expected as many of the one as of the other.")]
    public void Indices_out_of_range_or_order_are_refused(int[] indices, int values, string message)
    {
        var network = NetworkTrainer.Train(
            NetworkDescription.MultilayerPerceptron(Inputs, [], 3, Activation.Softmax), WideRows.Classes(5, Inputs, sparse: true), new() { Epochs = 1 });
        var builder = TrainingDataBuilder.ForClasses(Inputs, 3);
        builder.AddSparse([1], [1], 0);

        network.Invoking(n => n.PredictSparse(indices, new float[values], new float[3])).Should().Throw<ArgumentException>().WithMessage(message + "*");
        builder.Invoking(b => b.AddSparse(indices, new float[values], 0)).Should().Throw<ArgumentException>()
            .WithMessage(message.Replace("A sparse row", "Row 1", StringComparison.Ordinal) + "*");
        builder.Count.Should().Be(1);
    }

    private static string Text((int[] Indices, float[] Values) row) =>
        string.Join(' ', row.Indices.Zip(row.Values, (index, value) => FormattableString.Invariant($"{index}:{value:R}")));

    private static unsafe string Text(SparseBatch batch, int row)
    {
        var list = batch.Row(row);
        return Text((new Span<int>(list.Places, list.Count).ToArray(), new Span<float>(list.Values, list.Count).ToArray()));
    }

    private sealed class Reader(int rows, bool dense) : RowReader
    {
        private int _row = -1;

        public override int Class => _row % 3;

        public override bool Read(FeatureSink features)
        {
            if (++_row >= rows)
            {
                return false;
            }

            var (indices, values) = WideRows.Row(_row, Inputs, 0.01);
            if (dense && _row % 2 == 0)
            {
                DenseSink.Scatter(indices, values, features.Dense());
            }
            else
            {
                features.Sparse(indices, values);
            }

            return true;
        }
    }
}
