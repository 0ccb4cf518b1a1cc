using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Trainings that use everything that could differ between machines, each reduced to the hash of its saved network.</summary>
internal static class SmallTraining
{
    /// <summary>20-17-13-3: sizes that leave tails at every vector width.</summary>
    public static string Hash() => Hash(
        new NetworkDescription(20,
        [
            new DenseLayer(17, Activation.Tanh, Initializer.HeNormal),
            new DropoutLayer(0.25f),
            new DenseLayer(13, Activation.Sigmoid),
            new DropoutLayer(0.1f),
            new DenseLayer(3, Activation.Softmax),
        ]),
        batchSize: 70, epochs: 4, threads: 2);

    /// <summary>130-100-70-3 on rows that are mostly zeros: products leave steps out, forward and backward.</summary>
    public static string HashOfSparseRows() => Hash(
        NetworkDescription.MultilayerPerceptron(
            inputs: 130, hiddenLayers: [100, 70], outputs: 3, Activation.Softmax, dropoutRate: 0.3f),
        batchSize: 70, epochs: 3, threads: 2, shareOfZeros: 0.8);

    /// <summary>Large enough that every kind of loop is shared by 5 threads.</summary>
    public static string HashOfWideNetwork(int threads) => Hash(
        NetworkDescription.MultilayerPerceptron(
            inputs: 101, hiddenLayers: [530, 270], outputs: 3, Activation.Softmax, dropoutRate: 0.2f),
        batchSize: 200, epochs: 2, threads);

    /// <summary>Statistics from rows, batches, rows of values and running ones; wide enough to be shared by 5 threads.</summary>
    public static string HashOfNormalizedNetwork(int threads) => Hash(
        new NetworkDescription(101,
        [
            new RobustScaleLayer(),
            new ScaleLayer(6),
            new DenseLayer(330) { NeuralTangent = true, InitialBiasDeviation = 0.5f },
            new BatchNormalizationLayer(0.9f),
            new ActivationLayer(Activation.Tanh),
            new DropoutLayer(0.2f),
            new DenseLayer(270, Activation.ReLU),
            new LayerNormalizationLayer(),
            new StandardizeLayer(),
            new DenseLayer(3, Activation.Softmax),
        ]),
        batchSize: 200, epochs: 2, threads);

    /// <summary>Every change of training rows that is built in, on images of 10 × 10.</summary>
    public static string HashOfAugmentedRows() => Hash(
        NetworkDescription.MultilayerPerceptron(inputs: 100, hiddenLayers: [23], outputs: 3, Activation.Softmax),
        batchSize: 70, epochs: 2, threads: 2, augmentations:
        [
            new LabelNoise(0.1),
            new ImageDeformation(10, 10)
            {
                ElasticSigma = 2.5f, ElasticAlpha = 20, RotationDegrees = 15, ShearDegrees = 15, RotatesOrShears = true, ScalePercent = 15, TranslationPixels = 1,
            },
            new GaussianNoise(0.1f),
            new Mixup(0.4),
        ]);

    /// <summary>5,003-21-3 on rows of which one value in a hundred is not zero.</summary>
    public static string HashOfWideRows(bool sparse)
    {
        var stream = new MemoryStream();
        var network = NetworkDescription.MultilayerPerceptron(5_003, [21], 3, Activation.Softmax, dropoutRate: 0.2f);
        var options = new TrainingOptions { Epochs = 2, BatchSize = 70, Seed = 5, NumberOfThreads = 2, ValidationFraction = 0.2 };
        NetworkTrainer.Train(network, WideRows.Classes(300, network.Inputs, sparse), options).Save(stream);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }

    /// <summary>Every activation that can be trained, and initializers in turn; two layers wide enough to be shared by 5 threads.</summary>
    public static string HashOfActivations(int threads) => Hash(
        new NetworkDescription(101,
        [
            new DenseLayer(330, Initializer: Initializer.Orthogonal(1.5f)),
            new PReLULayer(),
            new DenseLayer(540, Initializer: Initializer.LeCunUniform),
            new MaxoutLayer(2),
            .. Activation.All.Where(a => a.IsDifferentiable && a.IsElementwise).Select((activation, i) =>
                new DenseLayer(17, activation, i % 2 == 0 ? Initializer.Orthogonal() : Initializer.LeCunNormal)),
            new DenseLayer(3, Activation.Softmax),
        ]),
        batchSize: 200, epochs: 1, threads);

    private static string Hash(NetworkDescription description, int batchSize, int epochs, int threads, double shareOfZeros = 0, params Augmentation[] augmentations)
    {
        var options = new TrainingOptions
        {
            Optimizer = Optimizer.Adam(),
            Epochs = epochs,
            BatchSize = batchSize,
            L2Regularization = 0.001f,
            Augmentations = augmentations,
            ValidationFraction = 0.2,
            EarlyStopping = EarlyStopping.None,
            Seed = 5,
            NumberOfThreads = threads,
        };
        var stream = new MemoryStream();
        NetworkTrainer.Train(description, Rows(description.Inputs, shareOfZeros), options).Save(stream);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }

    // The features lie around a centre of their class.
    private static TrainingData Rows(int inputs, double shareOfZeros)
    {
        const int Classes = 3;
        var random = new CounterRandom(17);
        var builder = TrainingDataBuilder.ForClasses(inputs, Classes);
        var features = new float[inputs];
        for (var row = 0; row < 300; row++)
        {
            var label = random.NextInt(Classes);
            for (var i = 0; i < inputs; i++)
            {
                features[i] = (float)random.NextDouble() + (i % Classes == label ? 0.5f : -0.5f);
                if (shareOfZeros > 0 && random.NextDouble() < shareOfZeros)
                {
                    features[i] = 0;
                }
            }

            builder.Add(features, label);
        }

        return builder.Build();
    }
}
