using System.Collections.Concurrent;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Batch and layer normalization, learned factors and scalers against the textbook in double precision, and against finite differences.</summary>
public sealed unsafe class NormalizationLayerTests
{
    private static readonly WorkerTeam Team = new(1);

    // A pass holds pointers only: its arrays live as long as the tests.
    private static readonly ConcurrentBag<AlignedBuffer> Arrays = [];

    public static TheoryData<string, int, int> Shapes()
    {
        var shapes = new TheoryData<string, int, int>();
        foreach (var layer in new[] { "batchnorm", "layernorm", "scale", "standardize", "robust" })
        {
            foreach (var (rows, columns) in new[] { (1, 1), (1, 7), (2, 1), (5, 15), (64, 16), (65, 17), (131, 33), (7, 100) })
            {
                shapes.Add(layer, rows, columns);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_gradients_are_those_of_the_formula_in_training(string layer, int rows, int columns) =>
        Compare(layer, rows, columns, isTraining: true);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_and_gradients_are_those_of_the_formula_in_scoring(string layer, int rows, int columns) =>
        Compare(layer, rows, columns, isTraining: false);

    [Theory]
    [InlineData("4-6:identity-batchnorm-5:tanh-3:softmax", 6)]
    [InlineData("4-batchnorm-6:tanh-batchnorm-3:softmax", 6)]
    [InlineData("3-17:tanh-batchnorm-dropout:30-3:softmax", 7)]
    [InlineData("4-6:identity-layernorm-5:tanh-3:softmax", 6)]
    [InlineData("4-layernorm-18:tanh-layernorm-dropout:20-3:softmax", 6)]
    [InlineData("4-scale-6:tanh-scale-3:softmax", 6)]
    [InlineData("4-robust-scale-6:tanh-standardize-5:tanh-robust-3:softmax", 6)]
    public void Gradients_are_those_of_the_loss(string layers, int rows)
    {
        var network = TestNetworks.Parse(layers);
        var engine = new EngineProbe(
            network, TestNetworks.Classes(network, rows, seed: 9), Loss.CategoricalCrossEntropy, TestNetworks.RandomParameters(network, seed: 9));

        engine.ComputeGradient();

        FiniteDifference.AssertGradient(engine, () => engine.Loss(), tolerance: 2e-4);
    }

    [Fact]
    public void Running_statistics_follow_the_mini_batches_as_in_Keras()
    {
        var pass = Pass(new BatchNormalizationLayer(Momentum: 0.75f), rows: 3, columns: 1, isTraining: true, out var layer, out var parameters);
        parameters.Span.Clear();
        layer.Initialize(parameters.Pointer, default);
        var (mean, variance) = (0.0, 1.0);
        foreach (var batch in new float[][] { [1, 2, 6], [5, 5, 5], [-7] })
        {
            pass.Rows = batch.Length;
            for (var row = 0; row < batch.Length; row++)
            {
                pass.Input.RowSpan(row)[0] = batch[row];
            }

            layer.Forward(pass);

            var average = batch.Average();
            mean = (0.75 * mean) + (0.25 * average);
            variance = (0.75 * variance) + (0.25 * batch.Average(x => (x - average) * (x - average)));
            parameters.Span[32].Should().BeApproximately((float)mean, 1e-6f);
            parameters.Span[48].Should().BeApproximately((float)variance, 1e-6f);
        }
    }

    [Fact]
    public void A_mini_batch_of_one_row_gives_beta_and_no_gradient_at_the_inputs()
    {
        var pass = Pass(new BatchNormalizationLayer(), rows: 1, columns: 3, isTraining: true, out var layer, out var parameters);
        float[] beta = [0.5f, -2, 0];
        beta.CopyTo(parameters.Span[16..]);

        layer.Forward(pass);
        layer.Backward(pass);

        pass.Output.RowSpan(0).ToArray().Should().Equal(beta);
        pass.InputGradient!.RowSpan(0).ToArray().Should().Equal(0, 0, 0);
    }

    [Fact]
    public void Scoring_leaves_the_running_statistics_alone()
    {
        var pass = Pass(new BatchNormalizationLayer(), rows: 5, columns: 3, isTraining: false, out var layer, out var parameters);
        var before = parameters.Span.ToArray();

        layer.Forward(pass);

        parameters.Span.ToArray().Should().Equal(before);
    }

    [Fact]
    public void Many_rows_of_large_values_lose_no_digits()
    {
        const int Many = 100_000;
        var pass = Pass(new BatchNormalizationLayer(Momentum: 0), Many, columns: 1, isTraining: true, out var layer, out var parameters);
        for (var row = 0; row < Many; row++)
        {
            pass.Input.RowSpan(row)[0] = 1000 + (row % 5);
        }

        layer.Forward(pass);

        parameters.Span[32].Should().BeApproximately(1002, 0.002f);
        parameters.Span[48].Should().BeApproximately(2, 0.0001f);
    }

    [Fact]
    public void Initially_the_layers_change_nothing_but_mean_and_variance()
    {
        foreach (var description in new LayerDescription[] { new BatchNormalizationLayer(), new LayerNormalizationLayer(), new ScaleLayer(), new StandardizeLayer(), new RobustScaleLayer(null) })
        {
            var pass = Pass(description, rows: 4, columns: 5, isTraining: false, out var layer, out var parameters);
            parameters.Span.Clear();
            layer.Initialize(parameters.Pointer, default);

            layer.Forward(pass);

            var expected = description is LayerNormalizationLayer ? Reference("layernorm", pass, parameters).Output : Rows(pass.Input, 4);
            AssertClose(Rows(pass.Output, 4), expected, description is BatchNormalizationLayer ? 1e-3 : 1e-6);
        }
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1)]
    [InlineData(float.NaN)]
    public void A_momentum_out_of_range_is_refused(float momentum) =>
        Refused(new BatchNormalizationLayer(Momentum: momentum), $"Layer 1 (batch normalization) has momentum {momentum}; expected 0 <= momentum < 1.*");

    [Theory]
    [InlineData(0)]
    [InlineData(-1e-3f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void An_epsilon_out_of_range_is_refused(float epsilon)
    {
        Refused(new BatchNormalizationLayer(Epsilon: epsilon), $"Layer 1 (batch normalization) has epsilon {epsilon}; expected a finite number above 0.*");
        Refused(new LayerNormalizationLayer(epsilon), $"Layer 1 (layer normalization) has epsilon {epsilon}; expected a finite number above 0.*");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_learning_rate_factor_out_of_range_is_refused(float factor) =>
        Refused(new ScaleLayer(factor), $"Layer 1 (scale) has learning rate factor {factor}; expected a finite number, 0 or more.*");

    private static void Refused(LayerDescription layer, string message) =>
        FluentActions.Invoking(() => new NetworkDescription(2, [new DenseLayer(2), layer, new DenseLayer(1)]))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);

    private static void Compare(string name, int rows, int columns, bool isTraining)
    {
        var description = TestNetworks.Parse($"{columns}-{name}-1:identity").Layers[0];
        var pass = Pass(description, rows, columns, isTraining, out var layer, out var parameters);
        var expected = Reference(name, pass, parameters);

        layer.Forward(pass);
        layer.Backward(pass);

        AssertClose(Rows(pass.Output, rows), expected.Output, 1e-5);
        AssertClose(Rows(pass.InputGradient!, rows), expected.InputGradient, 2e-5);
        foreach (var (part, gradient) in layer.Parts.Where(part => part.IsTrainable).Zip(expected.Gradients))
        {
            AssertClose([.. new Span<float>(pass.Gradient + part.Offset, columns).ToArray().Select(g => (double)g)], gradient, 1e-5);
        }
    }

    private static LayerPass Pass(LayerDescription description, int rows, int columns, bool isTraining, out Layer layer, out AlignedBuffer parameters)
    {
        var random = new Random(rows + columns);
        layer = description.CreateLayer(columns, index: 0);
        parameters = new AlignedBuffer(layer.ParameterSize);
        var gradient = new AlignedBuffer(layer.ParameterSize);
        Arrays.Add(parameters);
        Arrays.Add(gradient);
        foreach (var part in layer.Parts)
        {
            foreach (ref var value in parameters.Span.Slice((int)part.Offset, columns))
            {
                value = 0.5f + random.NextSingle();
            }
        }

        var pass = new LayerPass
        {
            Team = Team, Level = SimdSupport.Best, IsTraining = isTraining, Rows = rows, Parameters = parameters.Pointer,
            Gradient = gradient.Pointer,
            Input = new Matrix(rows, columns), Output = new Matrix(rows, columns),
            OutputGradient = new Matrix(rows, columns), InputGradient = new Matrix(rows, columns),
        };
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                pass.Input.RowSpan(row)[column] = (float)((6 * random.NextDouble()) - 2);
                pass.OutputGradient.RowSpan(row)[column] = (float)(random.NextDouble() - 0.4);
            }
        }

        return pass;
    }

    private static (double[] Output, double[] InputGradient, double[][] Gradients) Reference(string name, LayerPass pass, AlignedBuffer parameters)
    {
        var layer = new ReferenceNormalization(
            name, pass.IsTraining, pass.Input.Columns, [.. parameters.Span.ToArray().Select(value => (double)value)]);
        return layer.Run(Rows(pass.Input, pass.Rows), Rows(pass.OutputGradient!, pass.Rows));
    }

    private static double[] Rows(Matrix matrix, int rows) =>
        [.. Enumerable.Range(0, rows).SelectMany(row => matrix.RowSpan(row).ToArray()).Select(value => (double)value)];

    private static void AssertClose(double[] actual, double[] expected, double tolerance)
    {
        actual.Should().HaveSameCount(expected);
        var scale = Math.Max(1, expected.Max(Math.Abs));
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(tolerance * scale);
    }
}
