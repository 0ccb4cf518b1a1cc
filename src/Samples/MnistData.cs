using Microsoft.ML;

namespace Ml.Net.Mlp.Samples;

/// <summary>The MNIST files that lie beside the program.</summary>
internal static class MnistData
{
    public static IDataView LoadTrain(MLContext mlContext, bool rawBytes) => Load(mlContext, "train", rawBytes);

    public static IDataView LoadTest(MLContext mlContext, bool rawBytes) => Load(mlContext, "t10k", rawBytes);

    private static IDataView Load(MLContext mlContext, string set, bool rawBytes)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "mnist");
        return mlContext.Data.LoadFromIdx(
            Path.Combine(folder, $"{set}-images-idx3-ubyte.gz"),
            Path.Combine(folder, $"{set}-labels-idx1-ubyte.gz"),
            divisor: rawBytes ? 1 : 255);
    }
}
