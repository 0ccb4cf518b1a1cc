using System.IO.Compression;

namespace Ml.Net.Mlp.Engine.Tests;

public class DigitsTests
{
    private const int Pixels = 784;

    [Fact]
    public void Five_epochs_over_some_thousand_digits_read_nine_of_ten_new_ones()
    {
        var train = Load("train", 6000);
        var test = Load("t10k", 1000);
        var network = NetworkDescription.MultilayerPerceptron(Pixels, [64], 10, Activation.Softmax);

        var trained = NetworkTrainer.Train(network, train, new TrainingOptions { Epochs = 5, Seed = 1 });

        var hits = Enumerable.Range(0, test.Count).Count(row => Read(trained, test.Features(row)) == test.Class(row));
        hits.Should().BeGreaterThan(880).And.BeLessThan(1000, "that would be too good to be true");
        trained.History[^1].Loss.Should().BeLessThan(trained.History[0].Loss / 2);
    }

    private static int Read(Network network, ReadOnlySpan<float> digit)
    {
        var probabilities = new float[10];
        network.Predict(digit, probabilities);
        return Array.IndexOf(probabilities, probabilities.Max());
    }

    private static TrainingData Load(string name, int rows)
    {
        var images = ReadBytes($"{name}-images-idx3-ubyte.gz", 16 + (rows * Pixels))[16..];
        var labels = ReadBytes($"{name}-labels-idx1-ubyte.gz", 8 + rows)[8..];
        return TrainingData.FromClasses(
            [.. images.Select(pixel => pixel / 255f)], Pixels, [.. labels.Select(label => (int)label)], classCount: 10);
    }

    private static byte[] ReadBytes(string file, int length)
    {
        using var stream = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "mnist", file)), CompressionMode.Decompress);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
