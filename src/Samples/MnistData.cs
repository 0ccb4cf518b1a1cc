using System.CommandLine;
using Microsoft.ML;

namespace Ml.Net.Mlp.Samples;

/// <summary>The MNIST files that lie beside the program.</summary>
internal static class MnistData
{
    private const int TrainingRows = 60_000;

    /// <summary>The option for fewer training digits than all, for a quick look.</summary>
    public static Option<int> Rows() =>
        SampleOption.Whole("--rows", "Digits to train on, from the first on; fewer than all for a quick look.", TrainingRows, 100, TrainingRows);

    public static IDataView LoadTrain(MLContext mlContext, bool rawBytes, int rows = TrainingRows)
    {
        var all = Load(mlContext, "train", rawBytes);
        return rows == TrainingRows ? all : mlContext.Data.TakeRows(all, rows);
    }

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
