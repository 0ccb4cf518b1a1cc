namespace Ml.Net.Mlp.Engine.Tests;

public sealed class DivergenceTests
{
    private static readonly TrainingData Line = Rows.Line((1, 2), (-2, 1), (3, 5));

    [Theory]
    [InlineData(1e38f, 1)]
    [InlineData(1e30f, 2)]
    [InlineData(100f, 100)]
    public void ALearningRateThatIsFarTooHighIsReported(float learningRate, int epochs)
    {
        Action train = () => Train(learningRate, epochs);

        train.Should().Throw<InvalidOperationException>()
            .WithMessage("The training diverged in epoch *: a *. Lower the learning rate (it is *), or bring the features to a similar scale with a normalizer.");
    }

    [Fact]
    public void NoNetworkWithAnInfiniteOrMissingNumberIsReturned()
    {
        var (returned, refused) = (0, 0);
        for (var exponent = -2; exponent < 39; exponent++)
        {
            for (var epochs = 1; epochs <= 3; epochs++)
            {
                try
                {
                    var network = Train(MathF.Pow(10, exponent), epochs, Line);
                    network.Parameters().Should().OnlyContain(value => float.IsFinite(value));
                    network.History.Should().OnlyContain(e => double.IsFinite(e.Loss) && double.IsFinite(e.ValidationLoss!.Value));
                    returned++;
                }
                catch (InvalidOperationException)
                {
                    refused++;
                }
            }
        }

        (returned > 0 && refused > 0).Should().BeTrue();
    }

    [Fact]
    public void AClassifierWhoseWeightsOverflowIsReported()
    {
        var data = TrainingData.FromClasses([3e38f, 1, -3e38f, 2], 2, [0, 1], 2);
        var network = NetworkDescription.MultilayerPerceptron(2, [4], 2, Activation.Softmax);
        Action train = () => NetworkTrainer.Train(network, data, new() { LearningRate = 10, Epochs = 3 });

        train.Should().Throw<InvalidOperationException>().WithMessage("The training diverged in epoch 1:*");
    }

    [Fact]
    public void AnInfiniteValidationLossIsReported()
    {
        var options = new TrainingOptions
        {
            Loss = new ObservedLoss(target => target == 9 ? double.PositiveInfinity : null),
            EarlyStopping = new(),
        };
        Action train = () => NetworkTrainer.Train(Rows.Linear, Line, options, Rows.Line((1, 9)));

        train.Should().Throw<InvalidOperationException>().WithMessage("The training diverged in epoch 1: a validation loss is *");
    }

    private static Network Train(float learningRate, int epochs, TrainingData? validation = null) => NetworkTrainer.Train(
        Rows.Linear,
        Line,
        new() { Loss = Loss.SquaredError, Optimizer = Optimizer.Sgd(), LearningRate = learningRate, Epochs = epochs, BatchSize = 1 },
        validation);
}
