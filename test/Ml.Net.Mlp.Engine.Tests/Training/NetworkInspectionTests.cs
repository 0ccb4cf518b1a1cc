namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What a trained network shows of itself.</summary>
public class NetworkInspectionTests
{
    private const int Rows = 24;

    // Without corners, for the finite differences.
    public static TheoryData<string> Networks =>
    [
        "3-2:identity",
        "5-17:sigmoid-dropout:30-9:tanh-4:softmax",
        "4-20:identity-batchnorm-activation:tanh-dropout:20-16:sigmoid-layernorm-3:softmax",
        "6-scale-7:scaled_tanh-2:sigmoid",
        "5-standardize-9:tanh-robust-3:identity",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Activations_follow_from_those_of_the_layer_before(string layers)
    {
        var network = Train(layers);
        var features = Features(network, 3);

        for (var layer = 0; layer < network.Layers.Count; layer++)
        {
            var values = network.GetActivations(features, layer);

            values.Should().HaveCount(network.Layers[layer].Outputs);
            var before = layer == 0 ? features : network.GetActivations(features, layer - 1);
            if (network.Layers[layer].Description is DropoutLayer)
            {
                values.Should().Equal(before);
            }
            else if (network.Layers[layer].Description is DenseLayer dense)
            {
                var expected = new ReferenceDense(before.Length, dense.Units, dense.Activation,
                    [.. network.Layers[layer].Weights.ToArray().Select(w => (double)w)],
                    [.. network.Layers[layer].Bias.ToArray().Select(b => (double)b)])
                    .Forward([.. before.Select(value => (double)value)]);
                values.Zip(expected, (actual, e) => Math.Abs(actual - e)).Max().Should().BeLessThan(1e-5);
            }
        }

        var outputs = new float[network.Description.Outputs];
        network.Predict(features, outputs);
        network.GetActivations(features, network.Layers.Count - 1)
            .Zip(outputs, (shown, predicted) => Math.Abs(shown - predicted)).Max().Should().BeLessThan(1e-5f);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Input_gradients_are_those_of_the_outputs(string layers)
    {
        var network = Train(layers);
        var features = Features(network, 5);
        foreach (var ofLogit in new[] { false, true })
        {
            var function = ofLogit ? network.WithoutOutputActivation() : network;
            for (var output = 0; output < network.Description.Outputs; output++)
            {
                var gradients = network.GetInputGradients(features, output, ofLogit);

                gradients.Should().HaveCount(network.Description.Inputs);
                for (var input = 0; input < gradients.Length; input++)
                {
                    var expected = FiniteDifference.At(x => Output(function, [.. features[..input], x, .. features[(input + 1)..]], output), features[input]);
                    ((double)gradients[input]).Should().BeApproximately(expected, 2e-3 * Math.Max(1, Math.Abs(expected)), "input {0}, output {1}", input, output);
                }
            }
        }
    }

    [Fact]
    public void Layers_have_the_names_of_the_summary_and_parameters_as_spans()
    {
        var network = Train("4-20:identity-batchnorm-activation:relu-dropout:20-16:sigmoid-3:softmax");

        network.Layers.Select(layer => layer.Name).Should().Equal("dense", "batch_normalization", "activation", "dropout", "dense_1", "dense_2");
        network.Layers.Select(layer => (layer.Inputs, layer.Outputs)).Should().Equal((4, 20), (20, 20), (20, 20), (20, 20), (20, 16), (16, 3));
        network.Layers[4].Weights.ToArray().Should().Equal(network.GetWeights(4));
        network.Layers[4].Bias.ToArray().Should().Equal(network.GetBias(4));
        network.Layers[3].Weights.Length.Should().Be(0);
        network.Layers[1].ParameterArrayCount.Should().Be(4);
        network.Layers[1].Parameters(3).ToArray().Should().Equal(network.GetParameters(1)[3]);
        network.Layers[4].ToString().Should().Be("dense_1: 20 -> 16");
    }

    [Fact]
    public void What_is_not_there_is_refused_by_name()
    {
        var network = Train("3-2:identity");

        FluentActions.Invoking(() => network.GetActivations(new float[3], 1)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("There is no layer 1 in 3-2; expected 0 to 0.*");
        FluentActions.Invoking(() => network.GetInputGradients(new float[3], 2)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("There is no output 2 in 3-2; expected 0 to 1.*");
        FluentActions.Invoking(() => network.GetActivations(new float[4], 0)).Should().Throw<ArgumentException>()
            .WithMessage("features has 4 values; expected 1 x 3.*");
    }

    private static Network Train(string layers)
    {
        var network = TestNetworks.Parse(layers);
        return NetworkTrainer.Train(network, TestNetworks.Targets(network, Rows, seed: 3), new TrainingOptions
        {
            Loss = Loss.SquaredError, Epochs = 3, BatchSize = 8, Seed = 2, NumberOfThreads = 1,
        });
    }

    // Away from 0, where a rectified unit has a corner, by steps that float holds exactly.
    private static float[] Features(Network network, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, network.Description.Inputs).Select(_ => (random.Next(-24, 24) + 0.5f) / 16)];
    }

    private static double Output(Network network, float[] features, int output)
    {
        var outputs = new float[network.Description.Outputs];
        network.Predict(features, outputs);
        return outputs[output];
    }
}
