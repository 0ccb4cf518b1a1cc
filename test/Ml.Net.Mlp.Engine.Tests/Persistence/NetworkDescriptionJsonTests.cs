namespace Ml.Net.Mlp.Engine.Tests;

public sealed class NetworkDescriptionJsonTests
{
    private const string Golden =
        """{"inputs":784,"layers":[{"layer":"dense","units":256,"activation":"relu","initializer":"glorot_uniform"},{"layer":"dropout","rate":0.4},{"layer":"dense","units":10,"activation":"softmax","initializer":"glorot_uniform"}]}""";

    [Fact]
    public void TheTextIsThatOfTheDocumentation()
    {
        var network = NetworkDescription.MultilayerPerceptron(784, [256], 10, Activation.Softmax, dropoutRate: 0.4f);

        network.ToJson().Should().Be(Golden);
        NetworkDescription.FromJson(Golden).Should().Be(network);
    }

    [Fact]
    public void EveryActivationAndInitializerComesBack()
    {
        foreach (var activation in Activation.All.Where(a => !a.IsLayer).Append(Activation.LeakyReLU(0.3f)))
        {
            foreach (var initializer in Initializer.All.Append(Initializer.Orthogonal(1.5f)))
            {
                var network = new NetworkDescription(3, [new DropoutLayer(0.125f), new DenseLayer(5, activation, initializer)]);

                NetworkDescription.FromJson(network.ToJson()).Should().Be(network);
            }
        }
    }

    [Fact]
    public void EveryKindOfLayerComesBack()
    {
        var network = new NetworkDescription(4,
        [
            new StandardizeLayer(),
            new RobustScaleLayer(),
            new RobustScaleLayer(null),
            new ScaleLayer(6),
            new DenseLayer(3)
            {
                WeightLearningRateFactor = 0.5f, BiasLearningRateFactor = 0.1f, NeuralTangent = true, InitialBias = -0.25f, InitialBiasDeviation = 2,
            },
            new BatchNormalizationLayer(0.9f, 1e-5f),
            new LayerNormalizationLayer(1e-6f),
            new DenseLayer(2),
        ]);

        network.ToJson().Should().Be(
            """{"inputs":4,"layers":[{"layer":"standardize"},{"layer":"robust_scale","limit":3},{"layer":"robust_scale","limit":null},{"layer":"scale","learningRateFactor":6},{"layer":"dense","units":3,"activation":"identity","initializer":"glorot_uniform","weightLearningRateFactor":0.5,"biasLearningRateFactor":0.1,"neuralTangent":true,"initialBias":-0.25,"initialBiasDeviation":2},{"layer":"batch_normalization","momentum":0.9,"epsilon":1E-05},{"layer":"layer_normalization","epsilon":1E-06},{"layer":"dense","units":2,"activation":"identity","initializer":"glorot_uniform"}]}""");
        NetworkDescription.FromJson(network.ToJson()).Should().Be(network);
    }

    [Fact]
    public void ActivationAndInitializerMayBeLeftOut() =>
        NetworkDescription.FromJson("""{"inputs":2,"layers":[{"layer":"dense","units":3}]}""")
            .Layers.Should().Equal(new DenseLayer(3, Activation.Identity, Initializer.GlorotUniform));

    [Theory]
    [InlineData("", "*")]
    [InlineData("null", "*null; expected an object*")]
    [InlineData("[]", "*")]
    [InlineData("7", "*")]
    [InlineData("{", "*")]
    [InlineData("{}", "*inputs*")]
    [InlineData("""{"inputs":2}""", "*layers*")]
    [InlineData("""{"layers":[{"layer":"dense","units":3}]}""", "*inputs*")]
    [InlineData("""{"inputs":null,"layers":[{"layer":"dense","units":3}]}""", "*inputs*")]
    [InlineData("""{"inputs":"2","layers":[{"layer":"dense","units":3}]}""", "*inputs*")]
    [InlineData("""{"inputs":2.5,"layers":[{"layer":"dense","units":3}]}""", "*inputs*")]
    [InlineData("""{"inputs":99999999999,"layers":[{"layer":"dense","units":3}]}""", "*inputs*")]
    [InlineData("""{"inputs":2,"layers":null}""", "*layers*")]
    [InlineData("""{"inputs":2,"layers":{}}""", "*layers*")]
    [InlineData("""{"inputs":2,"layers":[null]}""", "*Layer 0 is null*")]
    [InlineData("""{"inputs":2,"layers":[]}""", "*last layer is missing*")]
    [InlineData("""{"inputs":0,"layers":[{"layer":"dense","units":3}]}""", "*0 inputs*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":0}]}""", "*0 units*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense"}]}""", "*units*")]
    [InlineData("""{"inputs":2,"layers":[{"units":3}]}""", "*layer*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"conv2d","units":3}]}""", "*conv2d*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":null,"units":3}]}""", "*layer*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dropout"},{"layer":"dense","units":3}]}""", "*rate*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dropout","rate":1},{"layer":"dense","units":3}]}""", "*rate 1*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3,"activation":"swoosh"}]}""", "*no activation 'swoosh'; expected one of identity, relu,*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3,"activation":5}]}""", "*activation*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3,"initializer":"ones"}]}""", "*no initializer 'ones'; expected one of glorot_uniform,*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3,"bias":true}]}""", "*bias*")]
    [InlineData("""{"inputs":2,"optimizer":"adam","layers":[{"layer":"dense","units":3}]}""", "*optimizer*")]
    [InlineData("""{"inputs":2,"outputs":3,"layers":[{"layer":"dense","units":3}]}""", "*outputs*")]
    [InlineData("""{"inputs":2,"parameterCount":9,"layers":[{"layer":"dense","units":3}]}""", "*parameterCount*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3,"kind":"Dense"}]}""", "*kind*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"batch_normalization","momentum":2},{"layer":"dense","units":3}]}""", "*momentum 2*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"standardize","limit":2},{"layer":"dense","units":3}]}""", "*limit*")]
    [InlineData("""{"inputs":2,"layers":[{"layer":"dense","units":3}]} x""", "*")]
    public void WhatIsNoDescriptionIsRefusedWithTheReason(string json, string message)
    {
        Action read = () => NetworkDescription.FromJson(json);

        read.Should().Throw<FormatException>().WithMessage($"The network description *{message}");
    }

    [Fact]
    public void NullTextIsRefused()
    {
        Action read = () => NetworkDescription.FromJson(null!);

        read.Should().Throw<ArgumentNullException>();
    }
}
