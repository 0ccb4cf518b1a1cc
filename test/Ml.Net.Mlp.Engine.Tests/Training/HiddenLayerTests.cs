namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What the settings of hidden layers become.</summary>
public sealed class HiddenLayerTests
{
    [Fact]
    public void The_order_is_dense_normalization_activation_dropout()
    {
        var network = NetworkDescription.MultilayerPerceptron(
            3, [4, 5], 2, Activation.Softmax, Activation.Tanh, 0.25f, Initializer.HeNormal, Normalization.Batch(0.9f, 1e-5f), inputDropoutRate: 0.125f, initialBias: 0.5f);

        network.Layers.Should().Equal(
            new DropoutLayer(0.125f),
            new DenseLayer(4, Activation.Identity, Initializer.HeNormal) { InitialBias = 0.5f },
            new BatchNormalizationLayer(0.9f, 1e-5f),
            new ActivationLayer(Activation.Tanh),
            new DropoutLayer(0.25f),
            new DenseLayer(5, Activation.Identity, Initializer.HeNormal) { InitialBias = 0.5f },
            new BatchNormalizationLayer(0.9f, 1e-5f),
            new ActivationLayer(Activation.Tanh),
            new DropoutLayer(0.25f),
            new DenseLayer(2, Activation.Softmax, Initializer.HeNormal));
    }

    [Fact]
    public void A_layer_s_own_settings_come_before_those_for_all()
    {
        var network = NetworkDescription.MultilayerPerceptron(
            3,
            [
                4,
                new HiddenLayer(5) { Activation = Activation.Sigmoid, Normalization = Normalization.None, DropoutRate = 0 },
                new HiddenLayer(6) { Normalization = Normalization.Batch(), DropoutRate = 0.5f, Initializer = Initializer.HeUniform, InitialBias = 0 },
                new HiddenLayer(7) { Activation = Activation.Identity },
            ],
            2,
            Activation.Identity,
            Activation.Tanh,
            0.25f,
            normalization: Normalization.Layer(),
            initialBias: 1);

        network.Layers.Should().Equal(
            new DenseLayer(4) { InitialBias = 1 },
            new LayerNormalizationLayer(),
            new ActivationLayer(Activation.Tanh),
            new DropoutLayer(0.25f),
            new DenseLayer(5, Activation.Sigmoid) { InitialBias = 1 },
            new DenseLayer(6, Activation.Identity, Initializer.HeUniform),
            new BatchNormalizationLayer(),
            new ActivationLayer(Activation.Tanh),
            new DropoutLayer(0.5f),
            new DenseLayer(7) { InitialBias = 1 },
            new LayerNormalizationLayer(),
            new DropoutLayer(0.25f),
            new DenseLayer(2));
    }

    [Fact]
    public void Activations_that_are_layers_stand_behind_as_many_dense_units_as_they_need()
    {
        foreach (var activation in Activation.All.Where(a => a.IsLayer))
        {
            NetworkDescription.MultilayerPerceptron(3, [4], 2, Activation.Softmax, activation).Layers.Should().Equal(
                new DenseLayer(activation.DenseUnits(4)), activation.AsLayer(), new DenseLayer(2, Activation.Softmax));
            NetworkDescription.MultilayerPerceptron(3, [4], 2, Activation.Softmax, activation, normalization: Normalization.Layer()).Layers.Should().Equal(
                new DenseLayer(activation.DenseUnits(4)), new LayerNormalizationLayer(), activation.AsLayer(), new DenseLayer(2, Activation.Softmax));
        }
    }

    [Fact]
    public void A_linear_model_may_have_input_dropout_and_nothing_else()
    {
        NetworkDescription.MultilayerPerceptron(
            3, [], 2, Activation.Identity, dropoutRate: 0.5f, normalization: Normalization.Batch(), inputDropoutRate: 0.25f, initialBias: 1)
            .Layers.Should().Equal(new DropoutLayer(0.25f), new DenseLayer(2));
    }

    [Fact]
    public void Numbers_stand_for_layers_in_any_list()
    {
        int[] units = [4, 5];

        NetworkDescription.MultilayerPerceptron(3, units, 2, Activation.Softmax, Activation.Tanh, 0.5f, Initializer.HeNormal)
            .Should().Be(NetworkDescription.MultilayerPerceptron(3, [4, 5], 2, Activation.Softmax, Activation.Tanh, 0.5f, Initializer.HeNormal));
    }

    [Fact]
    public void Initial_biases_are_the_value_or_normal_around_it()
    {
        var layer = new DenseLayer(5000) { InitialBias = 2 };
        Biases(layer).Should().OnlyContain(bias => bias == 2);

        var drawn = Biases(layer with { InitialBiasDeviation = 3 });
        drawn.Average().Should().BeApproximately(2, 0.15f);
        Math.Sqrt(drawn.Average(bias => Math.Pow(bias - 2, 2))).Should().BeApproximately(3, 0.1);
        drawn.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Rate_factors_reach_the_parts()
    {
        float[] Factors(DenseLayer layer) => [.. layer.CreateLayer(16, 0).Parts.Select(part => part.LearningRateFactor)];

        Factors(new DenseLayer(3)).Should().Equal(1, 1);
        Factors(new DenseLayer(3) { WeightLearningRateFactor = 0.5f, BiasLearningRateFactor = 0.1f }).Should().Equal(0.5f, 0.1f);
        Factors(new DenseLayer(3) { NeuralTangent = true }).Should().Equal(0.25f, 1);
        new ScaleLayer(6).CreateLayer(16, 0).Parts.Single().LearningRateFactor.Should().Be(6);
    }

    [Fact]
    public void A_rate_factor_of_0_leaves_parameters_as_they_were_drawn()
    {
        var network = new NetworkDescription(
            4, [new ScaleLayer(0), new DenseLayer(5) { WeightLearningRateFactor = 0, BiasLearningRateFactor = 0, InitialBias = 0.5f }, new DenseLayer(3, Activation.Softmax)]);

        var trained = NetworkTrainer.Train(network, Rows.Classes(20), new() { Epochs = 3 });

        trained.GetParameters(0).Single().Should().OnlyContain(factor => factor == 1);
        trained.GetBias(1).Should().OnlyContain(bias => bias == 0.5f);
        trained.GetBias(2).Should().OnlyContain(bias => bias != 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Numbers_out_of_range_are_refused(float value)
    {
        Refused(new(1) { WeightLearningRateFactor = value }, $"Layer 0 (dense) has weight learning rate factor {value}; expected a finite number, 0 or more.*");
        Refused(new(1) { BiasLearningRateFactor = value }, $"Layer 0 (dense) has bias learning rate factor {value}; expected a finite number, 0 or more.*");
        Refused(new(1) { InitialBiasDeviation = value }, $"Layer 0 (dense) has initial bias deviation {value}; expected a finite number, 0 or more.*");
        if (value != -1)
        {
            Refused(new(1) { InitialBias = value }, $"Layer 0 (dense) has initial bias {value}; expected a finite number.*");
        }

        FluentActions.Invoking(() => NetworkDescription.MultilayerPerceptron(1, [], 1, Activation.Identity, inputDropoutRate: value))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Layer 0 (dropout) has rate {value}; expected 0 <= rate < 1.*");
        FluentActions.Invoking(() => NetworkDescription.MultilayerPerceptron(1, [new HiddenLayer(2) { DropoutRate = value }], 1, Activation.Identity))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"Layer 1 (dropout) has rate {value}; expected 0 <= rate < 1.*");
    }

    [Fact]
    public void Missing_and_impossible_layers_are_refused()
    {
        FluentActions.Invoking(() => NetworkDescription.MultilayerPerceptron(1, [2, null!], 1, Activation.Identity))
            .Should().Throw<ArgumentException>().WithMessage("Hidden layer 1 is null.*");
        FluentActions.Invoking(() => NetworkDescription.MultilayerPerceptron(1, [0], 1, Activation.Identity))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("Layer 0 (dense) has 0 units;*");
        FluentActions.Invoking(() => NetworkDescription.MultilayerPerceptron(1, [2], 1, Activation.Identity, Activation.Softmax, normalization: Normalization.Batch()))
            .Should().Throw<ArgumentException>().WithMessage("*softmax*");
    }

    [Fact]
    public void Normalizations_are_found_by_their_text_and_compared_by_value()
    {
        foreach (var normalization in Normalization.All)
        {
            Normalization.Parse(normalization.ToString()).Should().Be(normalization);
        }

        Normalization.Parse("Batch(0.5, 0.25)").Should().Be(Normalization.Batch(0.5f, 0.25f)).And.NotBe(Normalization.Batch());
        Normalization.All.Select(n => n.ToString()).Should().Equal("none", "batch(0.99, 0.001)", "layer(0.001)");
        FluentActions.Invoking(() => Normalization.Parse("group")).Should().Throw<ArgumentException>()
            .WithMessage("There is no normalization 'group'; expected one of none, batch, layer.*");
        FluentActions.Invoking(() => Normalization.Batch(momentum: 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Normalization.Batch(epsilon: 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Normalization.Layer(float.NaN)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static unsafe float[] Biases(DenseLayer description)
    {
        var layer = description.CreateLayer(3, index: 0);
        var parameters = new Numerics.AlignedBuffer(layer.ParameterSize);
        layer.Initialize(parameters.Pointer, new Numerics.CounterRandom(8));
        return parameters.Span.Slice((int)layer.Parts[1].Offset, description.Units).ToArray();
    }

    private static void Refused(DenseLayer layer, string message) => FluentActions.Invoking(() => new NetworkDescription(1, [layer]))
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
}
