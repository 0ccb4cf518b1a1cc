using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>How layers take parameters from the training rows, whether these are in memory or streamed.</summary>
public sealed unsafe class LearningRowsTests
{
    private const int Rows = 1000;
    private const int Columns = 5;

    public static TheoryData<int> Rooms => [Rows + 1, 300];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Standardized_columns_have_mean_0_and_deviation_1(int room)
    {
        var source = Source();

        var outputs = Outputs(Teach(source.Read(room), new StandardizeLayer()), source, new StandardizeLayer());

        for (var column = 0; column < Columns; column++)
        {
            var mean = outputs.Average(row => (double)row[column]);
            mean.Should().BeApproximately(0, 1e-5);
            outputs.Average(row => (row[column] - mean) * (row[column] - mean)).Should().BeApproximately(1, 1e-4);
        }
    }

    [Fact]
    public void Mean_and_deviation_are_those_of_the_columns()
    {
        float[][] rows = [[1, 7, 1e8f], [2, 7, 1e8f + 8], [6, 7, 1e8f + 16]];

        var parameters = Teach(Data(rows), new StandardizeLayer());

        parameters.Span[..3].ToArray().Should().Equal(3, 7, 1e8f + 8);
        parameters.Span[16..19].ToArray().Should().Equal((float)(1 / Math.Sqrt(14.0 / 3)), 0, (float)(1 / Math.Sqrt(128.0 / 3)));
    }

    [Fact]
    public void A_robust_scale_has_median_and_quartiles_with_their_fallbacks()
    {
        // Columns: plain; quartiles equal, but not the extremes; constant.
        float[][] rows = [[0, 5, 3], [1, 1, 3], [2, 5, 3], [4, 5, 3], [10, 5, 3], [7, 5, 3]];

        var parameters = Teach(Data(rows), new RobustScaleLayer());

        // numpy.quantile([0, 1, 2, 4, 7, 10], [0.25, 0.5, 0.75]) is [1.25, 3, 6.25].
        parameters.Span[..3].ToArray().Should().Equal(3, 5, 3);
        parameters.Span[16..19].ToArray().Should().Equal(1 / 5f, 2 / 4f, 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(3f)]
    [InlineData(0.5f)]
    public void Robustly_scaled_values_are_bent_to_the_limit(float? limit)
    {
        float[][] rows = [[0], [1], [2], [3], [4]];
        var layer = new RobustScaleLayer(limit);

        var outputs = Outputs(Teach(Data(rows), layer), Data([[-1e30f], [0], [2], [3], [70], [float.MaxValue]]), layer);

        var scaled = new[] { -5e29, -1, 0, 0.5, 34, float.MaxValue / 2.0 };
        outputs.Select(row => (double)row[0]).Should().Equal(
            scaled.Select(s => s / Math.Sqrt(1 + ((s / limit) * (s / limit) ?? 0))),
            (actual, expected) => Math.Abs(actual - expected) <= 1e-6 * Math.Abs(expected));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_sample_has_some_rows_each_once_and_in_order(int room)
    {
        var learner = new SamplingLayer(200);

        _ = Teach(Source().Read(room), learner);

        var rows = learner.Samples.Single().Select(row => (int)Math.Round(row[0] / 0.001f)).ToArray();
        rows.Should().HaveCount(200).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        rows.Average().Should().BeApproximately(Rows / 2.0, 60);
        var other = new SamplingLayer(200);
        _ = Teach(Source().Read(Rows + 1), other);
        other.Samples.Single().Should().BeEquivalentTo(learner.Samples.Single(), options => options.WithStrictOrdering());
    }

    [Theory]
    [InlineData(Rows)]
    [InlineData(Rows + 1)]
    public void A_sample_of_all_rows_has_all_rows(int most)
    {
        var learner = new SamplingLayer(most);

        _ = Teach(Source().Read(300), learner);

        learner.Samples.Single().Should().HaveCount(Rows);
    }

    [Fact]
    public void A_layer_sees_the_rows_as_the_layers_before_it_hand_them_on()
    {
        var learner = new SamplingLayer(3);
        float[][] rows = [[1, 10], [2, 10], [3, 16]];

        _ = Teach(Data(rows), new StandardizeLayer(), new DropoutLayer(0.5f), learner);

        var deviation = Math.Sqrt(2.0 / 3);
        learner.Samples.Single().SelectMany(row => row).Should().Equal(
            [(float)(-1 / deviation), (float)(-2 / Math.Sqrt(8)), 0, (float)(-2 / Math.Sqrt(8)), (float)(1 / deviation), (float)(4 / Math.Sqrt(8))],
            (actual, expected) => Math.Abs(actual - expected) < 1e-6);
    }

    [Fact]
    public void Rows_set_apart_for_validation_teach_nothing()
    {
        var data = Source().InMemory();
        var learner = new SamplingLayer(Rows);

        _ = Train(learner, data, new() { ValidationFraction = 0.25, Epochs = 1 });

        learner.Samples.Single().Should().HaveCount(750);
    }

    [Fact]
    public void Learning_happens_once_and_leaves_the_trained_weights_as_they_were_on_any_number_of_threads()
    {
        var data = Source().InMemory();
        Network Trained(int threads) => Train(new RobustScaleLayer(), data, new() { Epochs = 3, NumberOfThreads = threads });

        Trained(3).Bytes().Should().Equal(Trained(1).Bytes());
        var learner = new SamplingLayer(7);
        _ = Train(learner, data, new() { Epochs = 3 });
        learner.Samples.Should().ContainSingle();
    }

    [Fact]
    public void A_cancelled_training_does_not_learn_on()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new GeneratedRows(Columns, classes: false)
        {
            Passes = [Rows],
            Change = (row, pass, _) =>
            {
                if (pass == 1 && row == 600)
                {
                    cancellation.Cancel();
                }
            },
        };

        FluentActions.Invoking(() => Train(new StandardizeLayer(), source.Read(100), new() { CancellationToken = cancellation.Token }))
            .Should().Throw<OperationCanceledException>();
        (source.Opened, source.Disposed).Should().Be((2, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_limit_out_of_range_is_refused(float limit) =>
        FluentActions.Invoking(() => new NetworkDescription(2, [new RobustScaleLayer(limit), new DenseLayer(1)]))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Layer 0 (robust scale) has limit {limit}; expected a finite number above 0, or none.*");

    private static GeneratedRows Source() => new(Columns, classes: false) { Passes = [Rows] };

    private static TrainingData Data(float[][] rows) =>
        TrainingData.FromTargets([.. rows.SelectMany(row => row)], rows[0].Length, new float[rows.Length], 1);

    private static Network Train(LayerDescription first, TrainingRows data, TrainingOptions options) =>
        NetworkTrainer.Train(new NetworkDescription(Columns, [first, new DenseLayer(1)]), data, new()
        {
            Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = 1e-7f,
            Epochs = options.Epochs, ValidationFraction = options.ValidationFraction,
            NumberOfThreads = options.NumberOfThreads, CancellationToken = options.CancellationToken,
        });

    private static AlignedBuffer Teach(TrainingRows data, params LayerDescription[] layers)
    {
        var network = new NetworkDescription(data.Inputs, [.. layers, new DenseLayer(1)]);
        var parameters = new AlignedBuffer(new ParameterMap(network).Length);
        using var team = new WorkerTeam(2);
        using var source = data.CreateSource(new BatchContext(team, Seed: 3, ValidationFraction: 0, "training"), RowPart.All);
        LearningRows.Teach(network, parameters, source, team, seed: 3, CancellationToken.None);
        return parameters;
    }

    private static List<float[]> Outputs(AlignedBuffer parameters, GeneratedRows source, LayerDescription layer) =>
        Outputs(parameters, source.InMemory(), layer);

    private static List<float[]> Outputs(AlignedBuffer parameters, TrainingData data, LayerDescription description)
    {
        var layer = description.CreateLayer(data.Inputs, index: 0);
        var pass = new LayerPass
        {
            Team = new WorkerTeam(1), Level = SimdSupport.Best, Parameters = parameters.Pointer, Rows = data.Count,
            Input = new Matrix(data.Count, data.Inputs), Output = new Matrix(data.Count, data.Inputs),
        };
        for (var row = 0; row < data.Count; row++)
        {
            data.Features(row).CopyTo(pass.Input.RowSpan(row));
        }

        layer.Forward(pass);
        return [.. Enumerable.Range(0, data.Count).Select(row => pass.Output.RowSpan(row).ToArray())];
    }
}
