using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Features that are missing, and the layer that puts values in their place.</summary>
public sealed unsafe class ImputationTests
{
    private const float No = float.NaN;

    // Column means of what there is: 3, 5, none, 2. The last columns stand in the tail of every vector width.
    private static readonly float[][] Holes = [[1, 5, No, No], [No, No, No, 2], [5, 5, No, No], [3, 5, No, 2]];

    private static readonly NetworkDescription Mean = Network(MissingValueHandling.Mean);
    private static readonly NetworkDescription Zero = Network(MissingValueHandling.Zero);

    [Fact]
    public void A_mean_is_that_of_the_rows_that_have_the_feature()
    {
        var network = Train(Mean, Holes);

        network.EnumerateParameters().First().Should().Equal(3, 5, 0, 2);
    }

    [Theory]
    [InlineData(MissingValueHandling.Mean, new[] { 3f, 5, 0, 2 })]
    [InlineData(MissingValueHandling.Zero, new[] { 0f, 0, 0, 0 })]
    public void Training_on_missing_features_is_training_on_what_takes_their_place(MissingValueHandling handling, float[] values)
    {
        var filled = Holes.Select(row => row.Select((x, column) => float.IsNaN(x) ? values[column] : x).ToArray()).ToArray();

        var network = Train(Network(handling), Holes);

        network.GetWeights(1).Should().Equal(Train(Network(handling), filled).GetWeights(1));
        Predict(network, [No, 7, 1, No]).Should().Equal(Predict(network, [values[0], 7, 1, values[3]])).And.OnlyContain(x => float.IsFinite(x));
    }

    [Fact]
    public void Every_width_of_vectors_fills_the_same_places() =>
        Kernels.AllLevels.Should().AllSatisfy(level => FillsItsPlaces(level));

    [Fact]
    public void Streamed_rows_may_have_missing_features_too()
    {
        var source = new GeneratedRows(4, classes: true) { Passes = [50], Change = (row, _, values) => values[row % 4] = row % 3 == 0 ? No : values[row % 4] };
        var network = new NetworkDescription(4, [new ImputationLayer(), new DenseLayer(3, Activation.Softmax)]);
        var options = new TrainingOptions { Epochs = 2, Shuffle = false };

        var streamed = NetworkTrainer.Train(network, source.Read(12, missing: true), options);

        streamed.Bytes().Should().Equal(NetworkTrainer.Train(network, source.Read(51, missing: true), options).Bytes());
        source.Read(12, missing: true).HasMissingValues.Should().BeTrue();
        source.Read(51, missing: true).HasMissingValues.Should().BeTrue();
    }

    [Fact]
    public void A_saved_network_fills_as_before()
    {
        foreach (var description in new[] { Mean, Zero })
        {
            var network = Train(description, Holes);
            var loaded = Engine.Network.Load(new MemoryStream(network.Bytes()));

            loaded.Description.Should().Be(description);
            loaded.Description.TakesMissingValues.Should().BeTrue();
            Predict(loaded, [No, No, No, No]).Should().Equal(Predict(network, [No, No, No, No]));
            NetworkDescription.FromJson(description.ToJson()).Should().Be(description);
        }

        Mean.ToJson().Should().Contain("\"Mean\"");
        Mean.Summary().Should().Contain("imputation (Imputation)");
        (Mean.ParameterCount - Zero.ParameterCount).Should().Be(4);
    }

    [Fact]
    public void Missing_features_are_refused_where_nothing_takes_their_place()
    {
        var network = NetworkDescription.MultilayerPerceptron(4, [], 2, Activation.Softmax);

        FluentActions.Invoking(() => Data(Holes, allowed: false)).Should().Throw<ArgumentException>()
            .WithMessage("Row 0, feature 2 is NaN; expected a finite number.*");
        FluentActions.Invoking(() => NetworkTrainer.Train(network, Data(Holes))).Should().Throw<ArgumentException>()
            .WithMessage("training data is rows with missing features (NaN); expected finite numbers, or a network that begins with an ImputationLayer.*");
        FluentActions.Invoking(() => NetworkTrainer.Train(network, Data([[1, 2, 3, 4]]), null, Data(Holes))).Should().Throw<ArgumentException>()
            .WithMessage("validation data is rows with missing features (NaN); *");
        NetworkTrainer.Train(network, Data([[1, 2, 3, 4]]), new() { Epochs = 1 }).Should().NotBeNull("none is missing, though one might");
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Infinite_features_are_refused_all_the_same(float value) =>
        FluentActions.Invoking(() => Data([[1, 2, 3, 4], [1, No, value, 4]])).Should().Throw<ArgumentException>()
            .WithMessage("Row 1, feature 2 is *; expected a finite number, or NaN for a missing value.*");

    [Fact]
    public void The_layer_stands_first_and_has_a_value_to_put()
    {
        FluentActions.Invoking(() => new NetworkDescription(4, [new DropoutLayer(0.1f), new ImputationLayer(), new DenseLayer(1)]))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 1 is an imputation; expected it as layer 0,*");
        FluentActions.Invoking(() => Network(MissingValueHandling.Refuse))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 0 (imputation) has handling Refuse; expected Mean or Zero.*");
        FluentActions.Invoking(() => Network((MissingValueHandling)7))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 0 (imputation) has handling 7; expected Mean or Zero.*");
    }

    private static void FillsItsPlaces(SimdLevel level)
    {
        var random = new Random(5);
        float[] Row() => [.. Enumerable.Range(0, 37).Select(i => random.Next(5) switch
        {
            0 => No,
            1 => -No,
            2 => i % 2 == 0 ? float.PositiveInfinity : float.NegativeInfinity,
            3 => 0,
            _ => (float)random.NextDouble() - 0.5f,
        })];
        var rows = Enumerable.Range(0, 5).Select(_ => Row()).ToArray();
        float[] values = [.. Enumerable.Range(0, 37).Select(column => 0.25f * column)];
        var parameters = new AlignedBuffer(PanelLayout.Pad(37));
        values.CopyTo(parameters.Span);
        var pass = Pass(level, rows, parameters);
        var layer = new Imputation(37, MissingValueHandling.Mean);

        layer.Forward(pass);
        layer.Backward(pass);
        GC.KeepAlive(parameters);

        for (var row = 0; row < rows.Length; row++)
        {
            pass.Output.RowSpan(row).ToArray().Should().Equal(rows[row].Select((x, column) => float.IsNaN(x) ? values[column] : x));
            pass.InputGradient!.RowSpan(row).ToArray().Should().Equal(rows[row].Select((x, column) => float.IsNaN(x) ? 0 : (row * 100) + column + 1f));
        }
    }

    private static NetworkDescription Network(MissingValueHandling handling) =>
        new(4, [new ImputationLayer(handling), new DenseLayer(6, Activation.Tanh), new DenseLayer(2, Activation.Softmax)]);

    private static TrainingData Data(float[][] rows, bool allowed = true)
    {
        var builder = TrainingDataBuilder.ForClasses(4, 2);
        builder.AllowsMissingValues = allowed;
        for (var row = 0; row < rows.Length; row++)
        {
            builder.Add(rows[row], row % 2);
        }

        return builder.Build();
    }

    private static Network Train(NetworkDescription network, float[][] rows) =>
        NetworkTrainer.Train(network, Data(rows), new() { Epochs = 3, BatchSize = 3, Seed = 2 });

    private static float[] Predict(Network network, float[] features)
    {
        var outputs = new float[network.Description.Outputs];
        network.Predict(features, outputs);
        return outputs;
    }

    private static LayerPass Pass(SimdLevel level, float[][] rows, AlignedBuffer parameters)
    {
        var columns = rows[0].Length;
        var pass = new LayerPass
        {
            Team = new WorkerTeam(1),
            Level = level,
            Input = new Matrix(rows.Length, columns),
            Output = new Matrix(rows.Length, columns),
            OutputGradient = new Matrix(rows.Length, columns),
            InputGradient = new Matrix(rows.Length, columns),
            Parameters = parameters.Pointer,
            Rows = rows.Length,
        };
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row].CopyTo(pass.Input.RowSpan(row));
            for (var column = 0; column < columns; column++)
            {
                pass.OutputGradient.RowSpan(row)[column] = (row * 100) + column + 1;
            }
        }

        return pass;
    }
}
