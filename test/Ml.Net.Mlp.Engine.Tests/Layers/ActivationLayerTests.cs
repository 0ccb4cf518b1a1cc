namespace Ml.Net.Mlp.Engine.Tests;

public sealed class ActivationLayerTests
{
    private const int Rows = 37;

    public static TheoryData<string> Elementwise => [.. Activation.All.Where(a => a.IsElementwise && !a.IsLayer).Select(a => a.ToString())];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Behind_a_dense_layer_it_is_that_layer_s_activation(string activation)
    {
        var together = TestNetworks.Parse($"9-70:{activation}-65:{activation}-3:softmax");
        var apart = TestNetworks.Parse($"9-70:identity-activation:{activation}-65:identity-activation:{activation}-3:softmax");
        var data = TestNetworks.Classes(together, Rows, seed: 1);
        var parameters = TestNetworks.RandomParameters(together, seed: 2);
        var expected = new EngineProbe(together, data, Loss.CategoricalCrossEntropy, parameters);
        var actual = new EngineProbe(apart, data, Loss.CategoricalCrossEntropy, parameters);

        actual.ComputeGradient().Should().Be(expected.ComputeGradient());

        Bits.ShouldBeSame(actual.Gradient.Span, expected.Gradient.Span, "the gradient");
        apart.ParameterCount.Should().Be(together.ParameterCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Softmax_is_refused(int position)
    {
        var layers = new List<LayerDescription> { new DenseLayer(3), new DenseLayer(2) };
        layers.Insert(position, new ActivationLayer(Activation.Softmax));
        Action make = () => _ = new NetworkDescription(4, layers);

        make.Should().Throw<ArgumentException>().WithMessage(
            $"Layer {position} (activation) has the softmax activation, which needs whole rows; expected one of a dense output layer instead.*");
    }

    [Fact]
    public void It_can_t_be_the_last_layer()
    {
        Action make = () => _ = new NetworkDescription(4, [new DenseLayer(3), new ActivationLayer(Activation.Tanh)]);

        make.Should().Throw<ArgumentException>().WithMessage("The last layer is Activation; expected a dense output layer.*");
    }

    [Fact]
    public void No_activation_is_refused()
    {
        Action make = () => _ = new ActivationLayer(null!);
        Action read = () => NetworkDescription.FromJson("""{"inputs":2,"layers":[{"layer":"activation"},{"layer":"dense","units":3}]}""");

        make.Should().Throw<ArgumentNullException>();
        read.Should().Throw<FormatException>().WithMessage("*activation*");
    }

    [Fact]
    public void Its_JSON_comes_back()
    {
        var network = TestNetworks.Parse("4-3:identity-activation:tanh-2:softmax");

        network.ToJson().Should().Contain("""{"layer":"activation","activation":"tanh"}""");
        NetworkDescription.FromJson(network.ToJson()).Should().Be(network);
        network.Summary().Should().Contain("activation (Activation)   (None, 3) ");
    }
}
