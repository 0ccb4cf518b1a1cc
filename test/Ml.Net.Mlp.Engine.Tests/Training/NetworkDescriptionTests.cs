namespace Ml.Net.Mlp.Engine.Tests;

public sealed class NetworkDescriptionTests
{
    [Fact]
    public void TheLectureNetworkHas235146Parameters()
    {
        var network = NetworkDescription.MultilayerPerceptron(784, [256, 128], 10, Activation.Softmax);

        network.ParameterCount.Should().Be(235_146);
        network.ToString().Should().Be("784-256-128-10");
        network.Outputs.Should().Be(10);
        network.Summary().Should().Be(
            """
            Layer (type)              Output Shape               Param #
            ============================================================
            input (InputLayer)        (None, 784)                      0
            dense (Dense)             (None, 256)                200,960
            dense_1 (Dense)           (None, 128)                 32,896
            dense_2 (Dense)           (None, 10)                   1,290
            ============================================================
            Total params: 235,146
            Trainable params: 235,146
            Non-trainable params: 0

            """);
    }

    [Fact]
    public void DropoutAddsLayersWithoutParameters()
    {
        var network = NetworkDescription.MultilayerPerceptron(784, [256, 128], 10, Activation.Softmax, dropoutRate: 0.4f);

        network.ParameterCount.Should().Be(235_146);
        network.ToString().Should().Be("784-256-128-10");
        network.Summary().Should().Be(
            """
            Layer (type)              Output Shape               Param #
            ============================================================
            input (InputLayer)        (None, 784)                      0
            dense (Dense)             (None, 256)                200,960
            dropout (Dropout)         (None, 256)                      0
            dense_1 (Dense)           (None, 128)                 32,896
            dropout_1 (Dropout)       (None, 128)                      0
            dense_2 (Dense)           (None, 10)                   1,290
            ============================================================
            Total params: 235,146
            Trainable params: 235,146
            Non-trainable params: 0

            """);
    }

    [Fact]
    public void TheSummaryTellsWhatIsTrained()
    {
        var network = new NetworkDescription(
            3, [new StandardizeLayer(), new DenseLayer(4), new BatchNormalizationLayer(), new DenseLayer(5), new BatchNormalizationLayer(), new DenseLayer(2)]);

        (network.ParameterCount, network.TrainableParameterCount).Should().Be((6 + 16 + 16 + 25 + 20 + 12, 16 + 8 + 25 + 10 + 12));
        network.Summary().Should().Be(
            """
            Layer (type)                               Output Shape               Param #
            =============================================================================
            input (InputLayer)                         (None, 3)                        0
            standardize (Standardize)                  (None, 3)                        6
            dense (Dense)                              (None, 4)                       16
            batch_normalization (BatchNormalization)   (None, 4)                       16
            dense_1 (Dense)                            (None, 5)                       25
            batch_normalization_1 (BatchNormalization) (None, 5)                       20
            dense_2 (Dense)                            (None, 2)                       12
            =============================================================================
            Total params: 95
            Trainable params: 71
            Non-trainable params: 24

            """);
    }

    [Fact]
    public void NoHiddenLayersMakeALinearModel()
    {
        var network = NetworkDescription.MultilayerPerceptron(3, [], 2, Activation.Identity, dropoutRate: 0.5f);

        network.Layers.Should().Equal(new DenseLayer(2, Activation.Identity));
        network.ParameterCount.Should().Be(8);
        network.ToString().Should().Be("3-2");
    }

    [Fact]
    public void HiddenLayersAreReluAndGlorotUniformUnlessToldOtherwise()
    {
        NetworkDescription.MultilayerPerceptron(3, [4], 2, Activation.Softmax).Layers.Should().Equal(
            new DenseLayer(4, Activation.ReLU, Initializer.GlorotUniform),
            new DenseLayer(2, Activation.Softmax, Initializer.GlorotUniform));
        NetworkDescription.MultilayerPerceptron(3, [4], 2, Activation.Softmax, Activation.Tanh, 0.25f, Initializer.HeNormal).Layers.Should().Equal(
            new DenseLayer(4, Activation.Tanh, Initializer.HeNormal),
            new DropoutLayer(0.25f),
            new DenseLayer(2, Activation.Softmax, Initializer.HeNormal));
    }

    [Fact]
    public void EqualMeansTheSameInputsAndLayers()
    {
        static NetworkDescription Make(int inputs = 3, int hidden = 4, float rate = 0.1f, Activation? activation = null) =>
            NetworkDescription.MultilayerPerceptron(inputs, [hidden], 2, Activation.Softmax, activation, rate);

        Make().Equals(Make()).Should().BeTrue();
        Make().Equals((object)Make()).Should().BeTrue();
        Make().GetHashCode().Should().Be(Make().GetHashCode());
        Make().Equals(Make(inputs: 5)).Should().BeFalse();
        Make().Equals(Make(hidden: 5)).Should().BeFalse();
        Make().Equals(Make(rate: 0.2f)).Should().BeFalse();
        Make().Equals(Make(activation: Activation.Tanh)).Should().BeFalse();
        Make().Equals(null).Should().BeFalse();
    }

    [Fact]
    public void TheListOfLayersIsACopy()
    {
        var layers = new List<LayerDescription> { new DenseLayer(2) };
        var network = new NetworkDescription(3, layers);

        layers.Add(new DenseLayer(9));

        network.Layers.Should().ContainSingle();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(16_777_217)]
    public void InputsAndUnitsOutOfRangeAreRefusedByValue(int size)
    {
        Action inputs = () => _ = new NetworkDescription(size, [new DenseLayer(1)]);
        Action units = () => _ = new NetworkDescription(1, [new DenseLayer(1), new DenseLayer(size), new DenseLayer(1)]);

        inputs.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"The network has {size} inputs; expected 1 to 16777216.*");
        units.Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Layer 1 (dense) has {size} units; expected 1 to 16777216.*");
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void RatesOutOfRangeAreRefused(float rate)
    {
        Action layer = () => _ = new NetworkDescription(1, [new DropoutLayer(rate), new DenseLayer(1)]);
        Action factory = () => NetworkDescription.MultilayerPerceptron(1, [], 1, Activation.Identity, dropoutRate: rate);

        layer.Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 0 (dropout) has rate *; expected 0 <= rate < 1.*");
        factory.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*rate*; expected 0 <= rate < 1.*");
    }

    [Fact]
    public void TheLastLayerMustBeThereAndDense()
    {
        Action none = () => _ = new NetworkDescription(1, []);
        Action dropout = () => _ = new NetworkDescription(1, [new DenseLayer(1), new DropoutLayer(0.5f)]);
        Action missing = () => _ = new NetworkDescription(1, [null!, new DenseLayer(1)]);
        Action noList = () => _ = new NetworkDescription(1, null!);

        none.Should().Throw<ArgumentException>().WithMessage("The last layer is missing; expected a dense output layer.*");
        dropout.Should().Throw<ArgumentException>().WithMessage("The last layer is Dropout; expected a dense output layer.*");
        missing.Should().Throw<ArgumentException>().WithMessage("Layer 0 is null.*");
        noList.Should().Throw<ArgumentNullException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void HiddenSoftmaxIsRefused(int layer)
    {
        var layers = new LayerDescription[] { new DenseLayer(2), new DenseLayer(2), new DenseLayer(2, Activation.Softmax) };
        layers[layer] = new DenseLayer(2, Activation.Softmax);
        Action make = () => _ = new NetworkDescription(1, layers);

        make.Should().Throw<ArgumentException>().WithMessage($"Layer {layer} is hidden and has the softmax activation;*");
    }

    [Theory]
    [InlineData(1 << 16, 1 << 16, 1)]
    [InlineData(1 << 24, 1 << 24, 1 << 24)]
    [InlineData(1 << 24, 1 << 7, 1)]
    public void NetworksThatDoNotFitOneArrayAreRefused(int inputs, int hidden, int outputs)
    {
        Action make = () => NetworkDescription.MultilayerPerceptron(inputs, [hidden], outputs, Activation.Identity);

        make.Should().Throw<ArgumentException>().WithMessage($"The network {inputs}-{hidden}-{outputs} needs * values for its parameters; expected at most *");
    }
}
