using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class MaxoutLayerTests
{
    private static readonly WorkerTeam Team = new(1);

    public static TheoryData<int, int> Shapes => new() { { 1, 2 }, { 3, 2 }, { 16, 2 }, { 17, 2 }, { 33, 3 }, { 15, 7 }, { 5, 4 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Values_are_the_largest_and_gradients_go_there_at_every_width(int outputs, int pieces)
    {
        var random = new Random(1);
        float[] input = [.. Enumerable.Range(0, outputs * pieces).Select(_ => random.NextSingle() - 0.5f)];
        float[] gradient = [.. Enumerable.Range(0, outputs).Select(_ => random.NextSingle() - 0.5f)];
        var reference = new ReferenceMaxout(pieces);
        double[] inputs = [.. input.Select(x => (double)x)];
        foreach (var level in Kernels.AllLevels)
        {
            var (output, inputGradient) = Run(input, pieces, gradient, level);

            output.Should().Equal(reference.Forward(inputs).Select(y => (float)y), "at {0}", level);
            inputGradient.Should().Equal(reference.Backward(inputs, [.. gradient.Select(g => (double)g)]).Select(g => (float)g), "at {0}", level);
        }
    }

    [Fact]
    public void Of_equal_values_the_first_gets_the_gradient()
    {
        var (output, gradient) = Run([1, 2, 3, 1, 5, 3, 0, 5, 3], pieces: 3, [10, 20, 30], SimdLevel.Scalar);

        output.Should().Equal(1, 5, 3);
        gradient.Should().Equal(10, 0, 30, 0, 20, 0, 0, 0, 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    public void NaN_stays_NaN(int position)
    {
        var input = new float[60];
        input[position] = float.NaN;
        foreach (var level in Kernels.AllLevels)
        {
            var (output, _) = Run(input, pieces: 3, new float[20], level);

            output.Select(float.IsNaN).Should().Equal(Enumerable.Range(0, 20).Select(j => j == position % 20), "at {0}", level);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1025)]
    public void Pieces_out_of_range_are_refused(int pieces)
    {
        Action make = () => _ = new NetworkDescription(8, [new MaxoutLayer(pieces), new DenseLayer(1)]);

        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Layer 0 (maxout) has {pieces} pieces; expected 2 to 1024.*");
    }

    [Fact]
    public void Inputs_that_can_t_be_shared_out_are_refused()
    {
        Action make = () => _ = new NetworkDescription(8, [new DenseLayer(7), new MaxoutLayer(3), new DenseLayer(1)]);

        make.Should().Throw<ArgumentException>().WithMessage("Layer 1 (maxout) has 7 inputs; expected a multiple of its 3 pieces.*");
    }

    [Fact]
    public void Its_JSON_and_its_sizes_come_back()
    {
        var network = TestNetworks.Parse("3-4:maxout(5)-2:identity");

        network.ToJson().Should().Contain("""{"layer":"maxout","pieces":5}""");
        NetworkDescription.FromJson(network.ToJson()).Should().Be(network);
        network.ParameterCount.Should().Be((4 * 20) + (5 * 2));
        network.Summary().Should().Contain("maxout (Maxout)           (None, 4) ");
    }

    private static (float[] Output, float[] InputGradient) Run(float[] input, int pieces, float[] outputGradient, SimdLevel level)
    {
        var pass = new LayerPass
        {
            Team = Team,
            Level = level,
            Input = new Matrix(1, input.Length),
            Output = new Matrix(1, outputGradient.Length),
            OutputGradient = new Matrix(1, outputGradient.Length),
            InputGradient = new Matrix(1, input.Length),
            IsTraining = true,
            Rows = 1,
        };
        input.CopyTo(pass.Input.RowSpan(0));
        outputGradient.CopyTo(pass.OutputGradient.RowSpan(0));
        var layer = new MaxoutLayer(pieces).CreateLayer(input.Length, index: 0);
        layer.Forward(pass);
        layer.Backward(pass);
        Padding(pass.Output).Concat(Padding(pass.InputGradient)).Where(value => value != 0).Should().BeEmpty();
        return (pass.Output.RowSpan(0).ToArray(), pass.InputGradient.RowSpan(0).ToArray());
    }

    private static unsafe float[] Padding(Matrix matrix) =>
        new ReadOnlySpan<float>(matrix.Row(0) + matrix.Columns, matrix.Stride - matrix.Columns).ToArray();
}
