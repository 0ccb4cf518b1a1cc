using Microsoft.ML;

namespace Ml.Net.Mlp.Samples;

/// <summary>The iris file that lies beside the program.</summary>
internal static class IrisData
{
    public static readonly string[] Features = ["SepalLength", "SepalWidth", "PetalLength", "PetalWidth"];

    public static IDataView Load(MLContext mlContext) => mlContext.Data.LoadFromTextFile<Flower>(
        Path.Combine(AppContext.BaseDirectory, "data", "iris", "iris.csv"), separatorChar: ',', hasHeader: true);
}
