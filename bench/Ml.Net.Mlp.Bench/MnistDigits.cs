using System.IO.Compression;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Bench;

/// <summary>The first training digits of MNIST, pixels divided by 255.</summary>
internal static class MnistDigits
{
    public const int Pixels = 784;

    private const int Available = 60_000;

    /// <summary>Digits with their classes.</summary>
    public static TrainingData Load(int rows)
    {
        var labels = Read("train-labels-idx1-ubyte.gz", 8, rows);
        var features = LoadFeatures(rows);
        var builder = TrainingDataBuilder.ForClasses(Pixels, Workload.Outputs);
        for (var row = 0; row < rows; row++)
        {
            builder.Add(features.AsSpan(row * Pixels, Pixels), labels[row]);
        }

        return builder.Build();
    }

    /// <summary>Rows × pixels, row after row.</summary>
    public static float[] LoadFeatures(int rows)
    {
        if (rows > Available)
        {
            throw new ArgumentException($"{rows} rows were asked for; MNIST has {Available}.");
        }

        return [.. Read("train-images-idx3-ubyte.gz", 16, rows * Pixels).Select(pixel => pixel / 255f)];
    }

    private static byte[] Read(string file, int head, int length)
    {
        using var stream = new GZipStream(
            File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "mnist", file)), CompressionMode.Decompress);
        stream.ReadExactly(new byte[head]);
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
