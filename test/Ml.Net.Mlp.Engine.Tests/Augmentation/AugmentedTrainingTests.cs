namespace Ml.Net.Mlp.Engine.Tests;

public sealed class AugmentedTrainingTests
{
    private static readonly TrainingData Data = Rows.Classes(60);

    private static readonly Augmentation[] All =
    [
        new LabelNoise(0.2),
        new GaussianNoise(0.1f),
        new ImageDeformation(2, 2) { ElasticSigma = 1, ElasticAlpha = 2, RotationDegrees = 10, ShearDegrees = 5, ScalePercent = 10, TranslationPixels = 0.2f },
        new Mixup(0.5),
        new RowFunction((features, label, random) => features[random.NextInt(4)] += label * random.NextUniform(-0.1f, 0.1f)),
    ];

    private static readonly Augmentation[] Nothing =
        [new LabelNoise(0), new GaussianNoise(0), new ImageDeformation(2, 2), new Mixup(0), new RowFunction((_, _, _) => { })];

    [Fact]
    public void The_number_of_threads_does_not_change_a_bit()
    {
        // Wide rows and costly functions: every loop is shared.
        var data = new GeneratedRows(inputs: 400, classes: true) { Passes = [300] }.InMemory();
        Augmentation[] augmentations =
        [
            new LabelNoise(0.2), new GaussianNoise(0.1f),
            new ImageDeformation(20, 20) { ElasticSigma = 3, ElasticAlpha = 20, RotationDegrees = 15 }, new Mixup(0.3),
        ];
        var expected = AugmentedRows.Of(data, augmentations, batchSize: 128, threads: 1);
        foreach (var threads in new[] { 2, 3, 5 })
        {
            Same(AugmentedRows.Of(data, augmentations, batchSize: 128, threads: threads), expected);
        }
    }

    [Fact]
    public void A_training_with_all_of_them_is_the_same_on_any_number_of_threads() =>
        Train(All, new() { NumberOfThreads = 3 }).Bytes().Should().Equal(Train(All, new() { NumberOfThreads = 1 }).Bytes());

    [Fact]
    public void The_rows_of_an_epoch_do_not_depend_on_those_before_it()
    {
        var third = AugmentedRows.Of(Data, All, epochs: [3]);

        Same(AugmentedRows.Of(Data, All, epochs: [1, 2, 3]), third);
        AugmentedRows.Of(Data, All, epochs: [2]).Features[0].Should().NotEqual(third.Features[0]);
    }

    [Fact]
    public void A_row_of_its_own_draws_the_same_whatever_the_mini_batches_are()
    {
        Augmentation[] alone = [new LabelNoise(0.5), new GaussianNoise(0.1f)];

        Same(AugmentedRows.Of(Data, alone, batchSize: 60), AugmentedRows.Of(Data, alone, batchSize: 7));
    }

    [Fact]
    public void Places_in_the_list_and_seeds_draw_differently()
    {
        float[] Of(int seed, params Augmentation[] augmentations) => AugmentedRows.Of(Data, augmentations, seed: seed).Features[0];
        var noise = new GaussianNoise(1);
        var plain = Data.Features(0).ToArray();
        var once = Of(3, noise).Zip(plain, (x, y) => x - y).ToArray();
        var twice = Of(3, noise, noise).Zip(plain, (x, y) => x - y).ToArray();

        Of(4, noise).Should().NotEqual(Of(3, noise));
        twice.Zip(once, (x, y) => x - y).Should().NotBeEquivalentTo(once);
    }

    [Fact]
    public void They_are_applied_in_order()
    {
        var add = new RowFunction((features, _, _) => features[0] += 1);
        var multiply = new RowFunction((features, _, _) => features[0] *= 2);
        var data = Rows.Line((3, 0));

        AugmentedRows.Of(data, [add, multiply]).Features[0][0].Should().Be(8);
        AugmentedRows.Of(data, [multiply, add]).Features[0][0].Should().Be(7);
    }

    [Fact]
    public void Those_that_change_nothing_leave_the_same_bits() => Train(Nothing).Bytes().Should().Equal(Train([]).Bytes());

    [Fact]
    public void Validation_rows_stay_as_they_are()
    {
        // Training rows are all moved to one place with one class, which says nothing of the validation rows.
        var collapse = new RowFunction((features, _, _) => features.Fill(1));
        var network = Train([collapse], new() { ValidationFraction = 0, Epochs = 2 }, validation: Data);

        network.History[^1].ValidationLoss.Should().BeApproximately(network.CrossEntropy(Data), 1e-5);
        network.History[^1].Loss.Should().NotBeApproximately(network.CrossEntropy(Data), 1e-3);
    }

    [Fact]
    public void The_rows_themselves_stay_as_they_are()
    {
        var data = Rows.Classes(30);
        NetworkTrainer.Train(Rows.Classifier(), data, new() { Augmentations = All, Epochs = 2 });

        for (var row = 0; row < 30; row++)
        {
            data.Features(row).ToArray().Should().Equal(Rows.Classes(30).Features(row).ToArray());
        }
    }

    [Fact]
    public void Layers_learn_from_the_rows_as_they_are()
    {
        var seen = new List<float[]>();
        var network = new NetworkDescription(4, [new StandardizeLayer(), new DenseLayer(3, Activation.Softmax)]);
        float[] Statistics(Augmentation[] augmentations) => NetworkTrainer.Train(
            network, Data, new() { Augmentations = augmentations, Epochs = 1, LearningRate = 1e-30f, Optimizer = Optimizer.Sgd() }).Parameters();

        Statistics([new RowFunction((features, _, _) => features.Fill(5))])[..8].Should().Equal(Statistics([])[..8]);
    }

    [Fact]
    public void Streamed_rows_are_changed_as_rows_in_memory_are()
    {
        var rows = new GeneratedRows(inputs: 4, classes: true) { Passes = [40] };
        var options = new TrainingOptions { Augmentations = All, Shuffle = false, Epochs = 2, BatchSize = 8 };

        NetworkTrainer.Train(Rows.Classifier(), rows.Read(10), options).Bytes().Should().Equal(
            NetworkTrainer.Train(Rows.Classifier(), rows.InMemory(), options).Bytes());
    }

    [Fact]
    public void A_checkpoint_knows_them()
    {
        string Text(params Augmentation[] augmentations) =>
            OptionsText.Of(new() { Augmentations = augmentations }, hasValidation: false)[nameof(TrainingOptions.Augmentations)];

        Text(new GaussianNoise(0.5f), new Mixup()).Should().Be("[GaussianNoise(StandardDeviation 0.5), Mixup(Alpha 0.2)]");
        Text(All[^1]).Should().Be($"[{typeof(RowFunction)}]");
        Text(new ImageDeformation(3, 2) { DegreesByClass = new Dictionary<int, float> { [7] = 2, [1] = 7.5f } })
            .Should().MatchRegex(@"Background 0, DegreesByClass .*Key 1, Value 7\.5.*Key 7, Value 2\b.*, ElasticAlpha 0, .*Width 3");
    }

    [Fact]
    public void A_function_sees_the_label_and_may_fail()
    {
        var seen = new List<int>();
        AugmentedRows.Of(Data, [new RowFunction((_, label, _) => seen.Add(label))]).Classes.Should().Equal(seen);
        AugmentedRows.Of(Rows.Line((1, 2)), [new RowFunction((_, label, _) => seen.Add(label))]);
        seen[^1].Should().Be(-1);

        Action fails = () => Train([new RowFunction((_, _, _) => throw new NotSupportedException("mine"))]);
        fails.Should().Throw<NotSupportedException>().WithMessage("mine");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_is_not_finite_is_refused_with_its_maker(float value)
    {
        Action train = () => Train([new Mixup(), new RowFunction((features, _, _) => features[2] = value)]);

        train.Should().Throw<InvalidOperationException>().WithMessage(
            FormattableString.Invariant($"Augmentations[1], a RowFunction, made feature 2 of a row {value}; expected a finite number."));
    }

    [Fact]
    public void Missing_features_pass_where_the_network_takes_them()
    {
        var data = new GeneratedRows(inputs: 4, classes: true) { Passes = [20], Change = (_, _, features) => features[1] = float.NaN }.Read(30, missing: true);
        var network = new NetworkDescription(4, [new ImputationLayer(MissingValueHandling.Mean), new DenseLayer(3, Activation.Softmax)]);

        NetworkTrainer.Train(network, data, new() { Augmentations = [new GaussianNoise(0.1f), new RowFunction((_, _, _) => { })], Epochs = 1 })
            .History[0].Loss.Should().BePositive();
    }

    private static Network Train(IReadOnlyList<Augmentation> augmentations, TrainingOptions? options = null, TrainingData? validation = null) =>
        NetworkTrainer.Train(Rows.Classifier(), Data, new()
        {
            Augmentations = augmentations,
            Epochs = options?.Epochs is 100 or null ? 3 : options.Epochs,
            BatchSize = 16,
            NumberOfThreads = options?.NumberOfThreads,
            EarlyStopping = EarlyStopping.None,
        }, validation);

    private static void Same(AugmentedRows actual, AugmentedRows expected)
    {
        for (var row = 0; row < expected.Features.Length; row++)
        {
            Bits.ShouldBeSame(actual.Features[row], expected.Features[row], $"row {row}");
            Bits.ShouldBeSame(actual.Targets[row], expected.Targets[row], $"targets of row {row}");
        }

        actual.Classes.Should().Equal(expected.Classes);
        actual.Weights.Should().Equal(expected.Weights);
    }
}
