namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Rows that are their own targets, and networks that learn to reproduce them.</summary>
public sealed class ReconstructionTests
{
    private const int Count = 50;
    private const int Inputs = 6;

    private static readonly NetworkDescription Network = NetworkDescription.Autoencoder(Inputs, [5], 2, activation: Activation.Tanh);

    private static readonly float[] Values = [.. Enumerable.Range(0, Count * Inputs).Select(i => MathF.Sin(i * i))];

    public static TheoryData<string, TrainingOptions> Trainings => new()
    {
        { "plain", Options() },
        { "noise", Options(augmentations: [new GaussianNoise(0.3f), new MaskingNoise(0.2f)]) },
        { "validation", Options(validationFraction: 0.3) },
        { "standardized", Options(standardizes: true) },
        { "full batch", Options(optimizer: Optimizer.Lbfgs()) },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void They_train_the_network_that_targets_equal_to_the_features_train(string name, TrainingOptions options)
    {
        var own = NetworkTrainer.Train(Network, TrainingData.FromFeatures(Values, Inputs), options);
        var given = NetworkTrainer.Train(Network, TrainingData.FromTargets(Values, Inputs, Values, Inputs), options);

        own.Bytes().Should().Equal(given.Bytes(), name);
        own.History[^1].Loss.Should().BeLessThan(own.History[0].Loss);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Streamed_rows_in_their_own_order_train_the_same_network_as_in_memory(bool weighted)
    {
        var (opened, options) = (0, Options(shuffle: false));
        RowReader Open()
        {
            opened++;
            return new Reader(weighted);
        }

        var streamed = TrainingRows.Read(TrainingDataBuilder.ForReconstruction(Inputs), Open, 10 * ((4 * Inputs) + 8));
        var inMemory = TrainingRows.Read(TrainingDataBuilder.ForReconstruction(Inputs), Open, long.MaxValue);

        (streamed is StreamedTrainingData, inMemory is StreamedTrainingData).Should().Be((true, false));
        NetworkTrainer.Train(Network, streamed, options).Bytes().Should().Equal(NetworkTrainer.Train(Network, inMemory, options).Bytes());
        opened.Should().BeGreaterThan(3, "every epoch reads the rows anew");
        NetworkTrainer.Train(Network, streamed, Options()).Should().NotBeNull("shuffled rows take the buffer");
    }

    [Fact]
    public void Sparse_rows_train_the_network_of_the_same_rows_without_gaps()
    {
        const int Wide = 4_200;
        var (sparse, dense) = (TrainingDataBuilder.ForReconstruction(Wide), new List<float>());
        for (var row = 0; row < 40; row++)
        {
            int[] indices = [row, row + 100, Wide - 1 - row];
            sparse.AddSparseFeatures(indices, [1, 0.5f, -1]);
            var values = new float[Wide];
            (values[indices[0]], values[indices[1]], values[indices[2]]) = (1, 0.5f, -1);
            dense.AddRange(values);
        }

        var network = NetworkDescription.Autoencoder(Wide, [], 3);
        var options = Options();
        var rows = sparse.Build();

        rows.IsSparse.Should().BeTrue();
        NetworkTrainer.Train(network, rows, options).Bytes().Should().Equal(
            NetworkTrainer.Train(network, TrainingData.FromTargets(dense.ToArray(), Wide, dense.ToArray(), Wide), options).Bytes());
    }

    [Fact]
    public void Rows_are_kept_once()
    {
        var (own, given) = (TrainingData.FromFeatures(Values, Inputs), TrainingData.FromTargets(Values, Inputs, Values, Inputs));

        (own.Outputs, own.HasClasses, own.Task).Should().Be((Inputs, false, LearningTasks.Regression));
        own.MemoryBytes.Should().Be(given.MemoryBytes - (Count * Inputs * sizeof(float)));
        own.Targets(7).ToArray().Should().Equal(own.Features(7).ToArray());
    }

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads()
    {
        var network = NetworkDescription.Autoencoder(300, [200], 3, Activation.Sigmoid);
        float[] values = [.. Enumerable.Range(0, 300 * 40).Select(i => (1 + MathF.Sin(i)) / 2)];
        byte[] Train(int threads) => NetworkTrainer.Train(network, TrainingData.FromFeatures(values, 300), new()
        {
            Loss = Loss.BinaryCrossEntropy,
            Epochs = 2,
            BatchSize = 16,
            NumberOfThreads = threads,
            Augmentations = [new MaskingNoise(0.3f)],
        }).Bytes();

        Train(2).Should().Equal(Train(1));
        Train(3).Should().Equal(Train(1));
    }

    [Fact]
    public void A_linear_code_of_two_values_reproduces_rows_of_a_plane()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(0, 200).SelectMany(_ =>
        {
            var (a, b) = ((float)random.NextDouble() - 0.5f, (float)random.NextDouble() - 0.5f);
            return new[] { a, b, a + b, a - b, 2 * a, 0.5f * b };
        }).ToArray();

        var network = NetworkTrainer.Train(
            NetworkDescription.Autoencoder(6, [], 2), TrainingData.FromFeatures(rows, 6), new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Lbfgs(), Epochs = 100 });

        network.History[^1].Loss.Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Builders_of_other_rows_say_what_they_have()
    {
        var own = TrainingDataBuilder.ForReconstruction(2);
        own.AllowsMissingValues = true;

        own.Invoking(b => b.Add([1, 2], 0)).Should().Throw<InvalidOperationException>().WithMessage("The rows have their features for target values; a class was given.");
        own.Invoking(b => b.Add([1, 2], [1f, 2])).Should().Throw<InvalidOperationException>().WithMessage("The rows have their features for target values; target values were given.");
        own.Invoking(b => b.AddFeatures([1, float.NaN])).Should().Throw<ArgumentException>().WithMessage("Row 0, feature 1 is NaN; expected a finite number.*");
        TrainingDataBuilder.ForClasses(2, 2).Invoking(b => b.AddFeatures([1, 2])).Should().Throw<InvalidOperationException>().WithMessage("The rows have classes; none were given.");
        TrainingDataBuilder.ForTargets(2, 1).Invoking(b => b.AddFeatures([1, 2])).Should().Throw<InvalidOperationException>().WithMessage("The rows have target values; none were given.");
        FluentActions.Invoking(() => TrainingData.FromFeatures([1, 2, 3], 2)).Should().Throw<ArgumentException>().WithMessage("features has 3 values; expected a multiple of 2, the features of a row.*");
    }

    [Fact]
    public void Features_that_the_loss_does_not_take_are_refused()
    {
        var network = NetworkDescription.Autoencoder(Inputs, [], 2, Activation.Sigmoid);
        var options = new TrainingOptions { Loss = Loss.BinaryCrossEntropy };
        var streamed = TrainingRows.Read(TrainingDataBuilder.ForReconstruction(Inputs), () => new Reader(weighted: false), 400);

        FluentActions.Invoking(() => NetworkTrainer.Train(network, TrainingData.FromFeatures(Values, Inputs), options))
            .Should().Throw<ArgumentException>().WithMessage("Row * of the training rows, target * is -0.*; expected 0 to 1*for the loss binary_crossentropy.*");
        FluentActions.Invoking(() => NetworkTrainer.Train(network, streamed, options))
            .Should().Throw<ArgumentException>().WithMessage("Feature * of one of the training rows is -0.*; expected 0 to 1*for the loss binary_crossentropy.*");
    }

    [Fact]
    public void The_parts_of_a_network_give_its_bits()
    {
        var network = NetworkTrainer.Train(
            new NetworkDescription(Inputs,
            [
                new StandardizeLayer(), new DenseLayer(5), new BatchNormalizationLayer(), new ActivationLayer(Activation.ReLU), new DropoutLayer(0.2f),
                new DenseLayer(2), new DenseLayer(5, Activation.Tanh), new DenseLayer(Inputs),
            ]),
            TrainingData.FromFeatures(Values, Inputs), Options());
        var (encoder, decoder) = (network.Slice(0, 6), network.Slice(6, 2));

        (encoder.Description.ToString(), decoder.Description.ToString()).Should().Be(("6-5-2", "2-5-6"));
        var (whole, code, parts) = (new float[Count * Inputs], new float[Count * 2], new float[Count * Inputs]);
        network.Predict(Values, Count, whole);
        encoder.Predict(Values, Count, code);
        decoder.Predict(code, Count, parts);
        parts.Should().Equal(whole);
        network.Invoking(n => n.Slice(2, 7)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("layers is 7; expected 1 to 6, those from layer 2 on.*");
        network.Invoking(n => n.Slice(0, 4)).Should().Throw<ArgumentException>().WithMessage("The last layer is Activation; expected a dense output layer.*");
    }

    [Fact]
    public void The_description_mirrors_the_hidden_layers()
    {
        var network = NetworkDescription.Autoencoder(784, [256, new HiddenLayer(64) { DropoutRate = 0.5f }], 2, Activation.Sigmoid);

        network.ToString().Should().Be("784-256-64-2-64-256-784");
        network.Layers.OfType<DenseLayer>().Select(layer => layer.Activation).Should().Equal(
            Activation.ReLU, Activation.ReLU, Activation.Identity, Activation.ReLU, Activation.ReLU, Activation.Sigmoid);
        network.Layers.OfType<DropoutLayer>().Should().HaveCount(2);
    }

    private static TrainingOptions Options(
        bool shuffle = true, double validationFraction = 0, bool standardizes = false, Optimizer? optimizer = null, Augmentation[]? augmentations = null) => new()
        {
            Loss = Loss.SquaredError,
            Epochs = 4,
            BatchSize = 8,
            LearningRate = optimizer == null ? 0.01f : null,
            Optimizer = optimizer ?? Optimizer.Adam(),
            Shuffle = shuffle,
            ValidationFraction = validationFraction,
            StandardizeTargets = standardizes,
            Augmentations = augmentations ?? [],
            Seed = 3,
        };

    private sealed class Reader(bool weighted) : RowReader
    {
        private int _row = -1;

        public override float Weight => weighted ? 1 + (_row % 3) : 1;

        public override bool Read(Span<float> features)
        {
            if (++_row >= Count)
            {
                return false;
            }

            Values.AsSpan(_row * Inputs, Inputs).CopyTo(features);
            return true;
        }
    }
}
