using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What scoring takes into the weights must not change the outputs beyond rounding, nor the saved network at all.</summary>
public sealed unsafe class ScoringFormTests
{
    private const int Rows = 150;

    public static TheoryData<string> Networks =>
    [
        "4-17:identity-batchnorm-3:softmax",
        "4-dropout:20-17:identity-dropout:50-batchnorm-dropout:20-33:identity-batchnorm-batchnorm-3:softmax",
        "4-17:identity-batchnorm-activation:relu-dropout:20-16:identity-layernorm-activation:tanh-3:softmax",
        "4-batchnorm-17:tanh-batchnorm-5:identity-layernorm-batchnorm-3:identity",
        "4-standardize-scale-16:identity-batchnorm-layernorm-3:sigmoid",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_are_those_of_the_layers_as_they_are(string layers)
    {
        var network = TestNetworks.Parse(layers);
        var trained = MakeNetwork(network);
        var features = Features();
        var outputs = new float[Rows * network.Outputs];
        trained.Predict(features, Rows, outputs);
        var pass = new NetworkPass(network, Rows, new WorkerTeam(1), SimdSupport.Best, Parameters(network));
        for (var row = 0; row < Rows; row++)
        {
            features.AsSpan(row * 4, 4).CopyTo(pass.Input.RowSpan(row));
        }

        pass.Forward(Rows);

        var expected = Enumerable.Range(0, Rows).SelectMany(row => pass.Output.RowSpan(row).ToArray());
        outputs.Should().Equal(expected, (actual, value) => Math.Abs(actual - value) < 1e-5 * (1 + Math.Abs(value)));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_row_alone_a_row_among_others_and_a_saved_network_give_the_same_bits(string layers)
    {
        var trained = MakeNetwork(TestNetworks.Parse(layers));
        var loaded = NetworkBytes.Load(trained.Bytes());
        var features = Features();
        var together = new float[Rows * 3];
        trained.Predict(features, Rows, together, numberOfThreads: 1);
        var alone = new float[Rows * 3];
        for (var row = 0; row < Rows; row++)
        {
            loaded.Predict(features.AsSpan(row * 4, 4), alone.AsSpan(row * 3, 3));
        }

        Bits.ShouldBeSame(alone, together, layers);
        loaded.Bytes().Should().Equal(trained.Bytes());
        loaded.Description.Should().Be(trained.Description);
    }

    [Theory]
    [InlineData("4-17:identity-batchnorm-3:softmax", "4-17:identity-3:softmax")]
    [InlineData("4-dropout:20-9:identity-dropout:50-batchnorm-3:softmax", "4-9:identity-3:softmax")]
    [InlineData("4-9:identity-batchnorm-batchnorm-3:softmax", "4-9:identity-3:softmax")]
    [InlineData("4-9:identity-batchnorm-activation:relu-dropout:50-8:identity-activation:tanh-3:softmax", "4-9:relu-8:tanh-3:softmax")]
    [InlineData("4-9:relu-batchnorm-activation:relu-3:softmax", "4-9:relu-batchnorm-activation:relu-3:softmax")]
    [InlineData("4-batchnorm-9:relu-batchnorm-3:softmax", "4-batchnorm-9:relu-batchnorm-3:softmax")]
    [InlineData("4-9:identity-layernorm-batchnorm-3:softmax", "4-9:identity-layernorm-batchnorm-3:softmax")]
    [InlineData("4-9:identity-scale-dropout:50-3:softmax", "4-9:identity-scale-dropout:50-3:softmax")]
    public void Only_a_dense_layer_without_activation_takes_in_what_follows(string layers, string form)
    {
        var network = TestNetworks.Parse(layers);

        ScoringForm.Of(network, Parameters(network)).Network.Should().Be(TestNetworks.Parse(form));
    }

    [Fact]
    public void Weights_that_would_be_infinite_stay_as_they_are()
    {
        var network = TestNetworks.Parse("1-1:identity-batchnorm-1:identity");
        var map = new ParameterMap(network);

        ScoringForm.Of(network, map.Import([1e30f, 0, 1e30f, 0, 0, 1, 1, 0])).Network.Should().Be(network);
    }

    [Fact]
    public void The_parameters_of_a_layer_are_those_of_the_network_as_it_was_trained()
    {
        var network = TestNetworks.Parse("2-3:identity-batchnorm-dropout:10-1:identity");
        float[] values = [.. Enumerable.Range(1, 9 + 12 + 4).Select(i => (float)i)];
        var trained = new Network(network, new ParameterMap(network).Import(values), new TrainingHistory([], 0, StopReason.Completed));

        trained.GetParameters(0).Should().BeEquivalentTo(new float[][] { [1, 2, 3, 4, 5, 6], [7, 8, 9] }, o => o.WithStrictOrdering());
        trained.GetParameters(1).Should().BeEquivalentTo(
            new float[][] { [10, 11, 12], [13, 14, 15], [16, 17, 18], [19, 20, 21] }, o => o.WithStrictOrdering());
        trained.GetParameters(2).Should().BeEmpty();
        trained.GetWeights(0).Should().Equal(1, 2, 3, 4, 5, 6);
        trained.Parameters().Should().Equal(values);
        foreach (var layer in new[] { -1, 4 })
        {
            trained.Invoking(n => n.GetParameters(layer)).Should().Throw<ArgumentOutOfRangeException>()
                .WithMessage($"There is no layer {layer} in 2-3-1; expected 0 to 3.*");
        }
    }

    private static Network MakeNetwork(NetworkDescription network) =>
        new(network, Parameters(network), new TrainingHistory([], 0, StopReason.Completed));

    private static AlignedBuffer Parameters(NetworkDescription network) =>
        new ParameterMap(network).Import([.. TestNetworks.RandomParameters(network, seed: 3).SelectMany(array => array)]);

    private static float[] Features()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Rows * 4).Select(_ => (float)((4 * random.NextDouble()) - 2))];
    }
}
