using System.Globalization;
using System.IO.Compression;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>
/// Workload W1: 784-256-128-10, ReLU, softmax, Adam, batch 128, on the first 48,000 digits of MNIST. Prints the seconds of
/// the fastest epoch after the first, in which code is still being compiled.
/// </summary>
internal static class TrainingWorkload
{
    private const int Rows = 48_000;
    private const int Inputs = 784;

    public static int Run(string[] args)
    {
        if (args is not [var threads, var epochs, var dropout])
        {
            Console.Error.WriteLine("usage: train THREADS EPOCHS DROPOUT, for example: train 1 5 0");
            return 2;
        }

        var network = NetworkDescription.MultilayerPerceptron(
            Inputs, [256, 128], 10, Activation.Softmax, dropoutRate: float.Parse(dropout, CultureInfo.InvariantCulture));
        var trained = NetworkTrainer.Train(network, LoadDigits(), new TrainingOptions
        {
            Epochs = int.Parse(epochs, CultureInfo.InvariantCulture),
            BatchSize = 128,
            NumberOfThreads = int.Parse(threads, CultureInfo.InvariantCulture),
        });
        var seconds = trained.History.Skip(1).DefaultIfEmpty(trained.History[0]).Min(e => e.Seconds);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds:F3}"));
        return 0;
    }

    private static TrainingData LoadDigits()
    {
        var images = Read("train-images-idx3-ubyte.gz", 16 + (Rows * Inputs))[16..];
        var labels = Read("train-labels-idx1-ubyte.gz", 8 + Rows)[8..];
        var builder = TrainingDataBuilder.ForClasses(Inputs, 10);
        for (var row = 0; row < Rows; row++)
        {
            var features = builder.BeginRow();
            for (var i = 0; i < Inputs; i++)
            {
                features[i] = images[(row * Inputs) + i] / 255f;
            }

            builder.EndRow(labels[row]);
        }

        return builder.Build();
    }

    private static byte[] Read(string file, int length)
    {
        using var stream = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "mnist", file)), CompressionMode.Decompress);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
