using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>A network without its output activation, which yields logits.</summary>
public sealed class LogitTests
{
    [Fact]
    public void ItYieldsTheWeightedSumsOfTheLastLayer()
    {
        var network = Train(NetworkDescription.MultilayerPerceptron(4, [7], 3, Activation.Sigmoid));
        var logits = network.WithoutOutputActivation();

        logits.Description.Should().Be(NetworkDescription.MultilayerPerceptron(4, [7], 3, Activation.Identity));
        logits.Parameters().Should().Equal(network.Parameters());
        logits.History.Should().BeSameAs(network.History);
        for (var row = 0; row < 40; row++)
        {
            float[] features = [MathF.Sin(row), MathF.Cos(row), 0.1f * row, 1];
            var (outputs, sums) = (new float[3], new float[3]);
            network.Predict(features, outputs);
            logits.Predict(features, sums);

            sums.Select(sum => VectorFunctions.Sigmoid(new Vec1(sum)).ToSingle()).Should().Equal(outputs, "the sigmoid has the same bits everywhere");
        }
    }

    [Fact]
    public void ANetworkThatYieldsThemAlreadyIsItself()
    {
        var network = Train(NetworkDescription.MultilayerPerceptron(4, [7], 3, Activation.Identity));

        network.WithoutOutputActivation().Should().BeSameAs(network);
    }

    private static Network Train(NetworkDescription network)
    {
        var builder = TrainingDataBuilder.ForTargets(4, 3);
        for (var row = 0; row < 9; row++)
        {
            builder.Add([row % 2, row % 3, 1, 0], [row % 2, 1 - (row % 2), 1]);
        }

        return NetworkTrainer.Train(network, builder.Build(), new() { Loss = Loss.SquaredError, Epochs = 3 });
    }
}
