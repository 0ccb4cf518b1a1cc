namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Whole trainings through normalizing layers.</summary>
public sealed class NormalizedTrainingTests
{
    public static TheoryData<string> Normalizations => [.. Normalization.All.Where(n => n != Normalization.None).Select(n => n.ToString())];

    [Theory]
    [MemberData(nameof(Normalizations))]
    public void What_was_validated_is_what_the_trained_network_does(string normalization)
    {
        var validation = Rows.Classes(33, seed: 2);

        var trained = Train(Classifier(normalization), Rows.Classes(45), validation, batchSize: 11);

        trained.History[trained.History.BestEpoch - 1].ValidationLoss.Should().BeApproximately(trained.CrossEntropy(validation), 1e-5);
        NetworkBytes.Load(trained.Bytes()).CrossEntropy(validation).Should().Be(trained.CrossEntropy(validation));
    }

    /// <summary>Features of very different scales stop a plain network, and not one that scales.</summary>
    [Theory]
    [InlineData("4-standardize-7:tanh-3:softmax")]
    [InlineData("4-robust-7:tanh-3:softmax")]
    [InlineData("4-batchnorm:90-7:tanh-3:softmax")]
    public void Features_of_any_scale_can_be_learned(string layers)
    {
        var plain = Rows.Classes(300);
        var builder = TrainingDataBuilder.ForClasses(4, 3);
        for (var row = 0; row < plain.Count; row++)
        {
            var features = plain.Features(row);
            builder.Add([1e5f * features[0], 10 * features[1], features[2] + 300, features[3]], plain.Class(row));
        }

        var scaled = builder.Build();
        var best = Train(TestNetworks.Parse("4-7:tanh-3:softmax"), plain, null, batchSize: 20).Accuracy(plain);

        var network = Train(TestNetworks.Parse(layers), scaled, null, batchSize: 20);

        network.Accuracy(scaled).Should().BeGreaterThan(best - 0.05);
        Train(TestNetworks.Parse("4-7:tanh-3:softmax"), scaled, null, batchSize: 20).Accuracy(scaled).Should().BeLessThan(best - 0.15);
    }

    private static NetworkDescription Classifier(string normalization) => NetworkDescription.MultilayerPerceptron(
        4, [17, 9], 3, Activation.Softmax, Activation.Tanh, dropoutRate: 0.1f, normalization: Normalization.Parse(normalization));

    private static Network Train(NetworkDescription network, TrainingData data, TrainingData? validation, int batchSize) =>
        NetworkTrainer.Train(network, data, new() { Epochs = 20, BatchSize = batchSize, LearningRate = 0.02f, NumberOfThreads = 1 }, validation);
}
