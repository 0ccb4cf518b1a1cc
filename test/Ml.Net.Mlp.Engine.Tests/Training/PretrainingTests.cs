namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Hidden layers that learn one by one before the training.</summary>
public sealed class PretrainingTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    private static readonly NetworkDescription Network =
        NetworkDescription.MultilayerPerceptron(4, [7, 5], 3, Activation.Softmax, Activation.Sigmoid);

    public static TheoryData<NetworkDescription, int> Networks => new()
    {
        { NetworkDescription.MultilayerPerceptron(4, [7], 3, Activation.Softmax), 1 },
        { NetworkDescription.MultilayerPerceptron(4, [7, 5, 3], 3, Activation.Softmax, Activation.Tanh, dropoutRate: 0.3f), 3 },
        { NetworkDescription.MultilayerPerceptron(4, [new HiddenLayer(7), 5], 3, Activation.Softmax, normalization: Normalization.Batch()), 2 },
        { NetworkDescription.MultilayerPerceptron(4, [new HiddenLayer(7), 5], 3, Activation.Softmax, normalization: Normalization.Layer(), inputDropoutRate: 0.1f), 2 },
        { NetworkDescription.MultilayerPerceptron(4, [7, 5], 3, Activation.Softmax, Activation.Parse("maxout(2)")), 2 },
        { NetworkDescription.MultilayerPerceptron(4, [7, 5], 3, Activation.Softmax, Activation.Parse("prelu")), 2 },
        { new NetworkDescription(4, [new StandardizeLayer(), new ScaleLayer(), new DenseLayer(6), new StandardizeLayer(), new DenseLayer(5, Activation.Tanh), new DenseLayer(3, Activation.Softmax)]), 2 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_loss_of_every_layer_falls(NetworkDescription network, int layers)
    {
        var seen = new List<PretrainingEpoch>();
        var trained = NetworkTrainer.Train(network, Data, Options(pretraining: new() { Epochs = 30, LearningRate = 0.01f }, progress: seen.Add));

        var history = trained.History.Pretraining;
        history.Should().Equal(seen);
        history.Select(epoch => (epoch.Layer, epoch.Epoch)).Should().Equal(
            Enumerable.Range(1, layers).SelectMany(layer => Enumerable.Range(1, 30).Select(epoch => (layer, epoch))));
        history.GroupBy(epoch => epoch.Layer).Should().AllSatisfy(layer => layer.Last().Loss.Should().BeLessThan(0.8 * layer.First().Loss));
        trained.History.Should().HaveCount(3);
    }

    [Fact]
    public void Labels_are_not_looked_at_and_the_output_layer_is_left_alone()
    {
        var labels = Enumerable.Range(0, Data.Count).Select(Data.Class).ToArray();
        float[] features = [.. Enumerable.Range(0, Data.Count).SelectMany(row => Data.Features(row).ToArray())];
        var turned = TrainingData.FromClasses(features, 4, [.. labels.Reverse()], 3);

        var (one, other, none) = (Pretrained(Data, new()), Pretrained(turned, new()), Pretrained(Data, null));

        one.GetWeights(0).Should().Equal(other.GetWeights(0)).And.NotEqual(none.GetWeights(0));
        one.GetWeights(1).Should().Equal(other.GetWeights(1)).And.NotEqual(none.GetWeights(1));
        one.GetBias(0).Should().NotEqual(none.GetBias(0));
        one.GetWeights(2).Should().Equal(none.GetWeights(2));
    }

    [Fact]
    public void A_layer_learns_from_what_the_layer_before_it_hands_on()
    {
        // With a second layer as wide as the first and linear, the squared error of the first's outputs can become small; it is compared
        // with the error of the best constant, which is what a decoder of something else would be left with.
        var network = NetworkDescription.MultilayerPerceptron(4, [7, 7], 3, Activation.Softmax, Activation.Tanh);
        var trained = NetworkTrainer.Train(network, Data, Options(rate: 1e-30f, pretraining: new() { Epochs = 200, LearningRate = 0.01f }));

        var outputs = Enumerable.Range(0, Data.Count).Select(row => trained.GetActivations(Data.Features(row), 0)).ToArray();
        var means = Enumerable.Range(0, 7).Select(unit => outputs.Average(row => row[unit])).ToArray();
        var spread = outputs.Average(row => row.Select((value, unit) => 0.5 * Math.Pow(value - means[unit], 2)).Sum());
        trained.History.Pretraining[^1].Loss.Should().BeLessThan(0.05 * spread);
    }

    [Fact]
    public void Corruption_changes_what_is_learned_and_makes_it_harder()
    {
        var (clean, noisy) = (Pretrained(Data, new()), Pretrained(Data, new() { Corruption = 0.3f }));

        noisy.GetWeights(0).Should().NotEqual(clean.GetWeights(0));
        noisy.History.Pretraining[9].Loss.Should().BeGreaterThan(clean.History.Pretraining[9].Loss);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_result_does_not_depend_on_the_number_of_threads(int threads)
    {
        var rows = new GeneratedRows(300, classes: true) { Passes = [60] }.InMemory();
        var network = NetworkDescription.MultilayerPerceptron(300, [200, 90], 3, Activation.Softmax);
        byte[] Train(int threads) =>
            NetworkTrainer.Train(network, rows, Options(pretraining: new() { Epochs = 2, Corruption = 0.2f }, threads: threads)).Bytes();

        Train(threads).Should().Equal(Train(1));
    }

    [Fact]
    public void Rows_that_are_streamed_in_their_own_order_give_the_same_bits()
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [50] };
        byte[] Train(TrainingRows rows) => NetworkTrainer.Train(Network, rows, Options(pretraining: new() { Epochs = 2 }, shuffle: false)).Bytes();

        Train(source.Read(room: 12)).Should().Equal(Train(source.InMemory()));
        source.Disposed.Should().Be(source.Opened);
    }

    [Fact]
    public void Sparse_rows_give_the_bits_of_dense_ones()
    {
        var network = NetworkDescription.MultilayerPerceptron(4_100, [6, 4], 3, Activation.Softmax);
        byte[] Train(bool sparse) =>
            NetworkTrainer.Train(network, WideRows.Classes(60, 4_100, sparse), Options(pretraining: new() { Epochs = 1 })).Bytes();

        Train(sparse: true).Should().Equal(Train(sparse: false));
    }

    [Fact]
    public void Validation_rows_take_no_part()
    {
        var (one, other) = (Rows.Classes(20, seed: 2), Rows.Classes(20, seed: 3));
        Network Train(TrainingData validation) => NetworkTrainer.Train(Network, Data, Options(pretraining: new()), validation);

        Train(one).Parameters().Should().Equal(Train(other).Parameters());
        Pretrained(Data, new(), validationFraction: 0.5).GetWeights(0).Should().NotEqual(Pretrained(Data, new()).GetWeights(0));
    }

    [Fact]
    public void A_moving_average_begins_with_what_was_pretrained() => Pretrained(Data, new(), averaging: 0.9f).Parameters().Should()
        .Equal(Pretrained(Data, new()).Parameters(), (one, other) => Math.Abs(one - other) < 1e-6);

    [Fact]
    public void It_goes_with_an_optimizer_that_sees_all_rows_at_once() => NetworkTrainer.Train(
        Network, Data, new() { Epochs = 3, Optimizer = Optimizer.Lbfgs(), Pretraining = new() { Epochs = 2 } }).History.Pretraining.Should().HaveCount(4);

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_equals_the_uninterrupted_one_and_does_not_pretrain_again()
    {
        using var place = new FilePlace();
        var path = place["pretrained.checkpoint"];
        var options = Options(epochs: 6, pretraining: new() { Epochs = 3, Corruption = 0.1f });
        Network Train(TrainingOptions options) => NetworkTrainer.Train(Network, Data, options);
        Interrupted.Until(3, Train, options, path);

        var seen = 0;
        var resumed = Train(Options(epochs: 6, pretraining: new() { Epochs = 3, Corruption = 0.1f }, progress: _ => seen++, resumeFrom: path));

        seen.Should().Be(0);
        resumed.Bytes().Should().Equal(Train(options).Bytes());
        resumed.History.Pretraining.Should().HaveCount(6);
        FluentActions.Invoking(() => Train(Options(epochs: 6, pretraining: new() { Epochs = 4 }, resumeFrom: path)))
            .Should().Throw<ArgumentException>().WithMessage("*its Pretraining is Pretraining(BatchSize none, Corruption 0.1, Epochs 3, *; expected Pretraining(*Epochs 4*");
    }

    [Fact]
    public void One_that_was_broken_off_in_pretraining_begins_it_again()
    {
        using var place = new FilePlace();
        var checkpoint = new Checkpoint { Path = place["early.checkpoint"], Resume = true };
        Action broken = () => NetworkTrainer.Train(Network, Data, Options(
            pretraining: new() { Epochs = 3 }, checkpoint: checkpoint, progress: epoch =>
            {
                if (epoch is { Layer: 2, Epoch: 2 })
                {
                    throw new TimeoutException();
                }
            }));

        broken.Should().Throw<TimeoutException>();
        File.Exists(checkpoint.Path).Should().BeFalse();
        NetworkTrainer.Train(Network, Data, Options(pretraining: new() { Epochs = 3 }, checkpoint: checkpoint)).Bytes().Should()
            .Equal(NetworkTrainer.Train(Network, Data, Options(pretraining: new() { Epochs = 3 })).Bytes());
    }

    [Fact]
    public void A_saved_network_keeps_its_course_without_times()
    {
        var network = NetworkTrainer.Train(Network, Data, Options(pretraining: new() { Epochs = 2 }));

        var loaded = Mlp.Engine.Network.Load(new MemoryStream(network.Bytes()));

        loaded.History.Pretraining.Should().Equal(network.History.Pretraining.Select(epoch => epoch with { Seconds = 0 }));
        loaded.Bytes().Should().Equal(network.Bytes());
        NetworkTrainer.Train(loaded, Data, Options()).History.Pretraining.Should().Equal(loaded.History.Pretraining);
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;
        var options = new TrainingOptions
        {
            Pretraining = new() { Epochs = 5 },
            CancellationToken = stop.Token,
            CancellationBehavior = CancellationBehavior.KeepBest,
            PretrainingProgress = _ =>
            {
                seen++;
                stop.Cancel();
            },
        };

        FluentActions.Invoking(() => NetworkTrainer.Train(Network, Data, options)).Should().Throw<OperationCanceledException>("no epoch was finished");
        seen.Should().Be(1);
    }

    [Fact]
    public void It_is_part_of_the_time_budget()
    {
        var clock = new FixedClock();
        var network = NetworkTrainer.Train(Network, Data, new()
        {
            Epochs = 5,
            BatchSize = 60,
            Clock = clock,
            TimeBudget = TimeSpan.FromSeconds(10),
            Pretraining = new() { Epochs = 5 },
            PretrainingProgress = epoch => clock.Now = TimeSpan.FromSeconds(4 * epoch.Epoch),
        });

        network.History.Pretraining.Select(epoch => (epoch.Layer, epoch.Epoch)).Should().Equal((1, 1), (1, 2), (1, 3));
        (network.History.Count, network.History.StopReason).Should().Be((1, StopReason.TimeBudget));
    }

    [Fact]
    public void Divergence_names_the_layer() =>
        FluentActions.Invoking(() => Pretrained(Data, new() { Optimizer = Optimizer.Sgd(), LearningRate = 1e20f }))
            .Should().Throw<InvalidOperationException>().WithMessage("Pretraining of hidden layer 1: The training diverged in epoch 1: *");

    public static TheoryData<Pretraining, string> Wrong => new()
    {
        { new() { Epochs = 0 }, "Pretraining.Epochs is 0; expected 1 or more." },
        { new() { LearningRate = 0 }, "Pretraining.LearningRate is 0; expected a finite number above 0." },
        { new() { LearningRate = float.PositiveInfinity }, "Pretraining.LearningRate is Infinity; expected a finite number above 0." },
        { new() { Optimizer = null! }, "Pretraining.Optimizer is null; expected an optimizer that goes by mini-batches." },
        { new() { Optimizer = Optimizer.Lbfgs() }, "Pretraining.Optimizer is lbfgs*; expected an optimizer that goes by mini-batches." },
        { new() { BatchSize = 0 }, "Pretraining.BatchSize is 0; expected 1 or more." },
        { new() { Corruption = 1 }, "Pretraining.Corruption is 1; expected 0 <= share < 1." },
        { new() { Corruption = -0.1f }, "Pretraining.Corruption is -0.1; expected 0 <= share < 1." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_number_is_refused(Pretraining pretraining, string message) =>
        new TrainingOptions { Pretraining = pretraining }.Invoking(options => options.Validate())
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message + "*");

    [Fact]
    public void Where_there_is_nothing_to_pretrain_it_is_refused()
    {
        var linear = NetworkDescription.MultilayerPerceptron(4, [], 3, Activation.Softmax);
        var trained = NetworkTrainer.Train(Network, Data, Options());

        FluentActions.Invoking(() => NetworkTrainer.Train(linear, Data, Options(pretraining: new())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Pretraining is given; expected null, because the network 4-3 has no hidden layer.*");
        FluentActions.Invoking(() => NetworkTrainer.Train(trained, Data, Options(pretraining: new())))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Pretraining is given; expected null, because the training goes on with a network that is trained.*");
    }

    [Fact]
    public void Defaults_are_those_of_the_documentation() => new Pretraining().Should().Be(new Pretraining
    {
        Epochs = 10, LearningRate = null, Optimizer = Optimizer.Adam(), BatchSize = null, Corruption = 0,
    });

    /// <summary>A network after pretraining: what comes then makes no step that changes a weight.</summary>
    private static Network Pretrained(TrainingData data, Pretraining? pretraining, double validationFraction = 0, float? averaging = null) =>
        NetworkTrainer.Train(Network, data, Options(rate: 1e-30f, pretraining: pretraining, validationFraction: validationFraction, averaging: averaging));

    private static TrainingOptions Options(
        int epochs = 3,
        float? rate = null,
        Pretraining? pretraining = null,
        Action<PretrainingEpoch>? progress = null,
        int? threads = null,
        bool shuffle = true,
        double validationFraction = 0,
        float? averaging = null,
        string? resumeFrom = null,
        Checkpoint? checkpoint = null) => new()
        {
            Epochs = epochs,
            BatchSize = 16,
            LearningRate = rate,
            Pretraining = pretraining,
            PretrainingProgress = progress,
            NumberOfThreads = threads,
            Shuffle = shuffle,
            ValidationFraction = validationFraction,
            WeightAveraging = averaging,
            ResumeFrom = resumeFrom,
            Checkpoint = checkpoint,
            Seed = 5,
        };
}
