using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace Ml.Net.Mlp.Report.Tests.Support;

/// <summary>The real MNIST, as a trainer gets it.</summary>
internal static class Digits
{
    public static IDataView Load(string set)
    {
        var mlContext = new MLContext(1);
        var folder = Path.Combine(AppContext.BaseDirectory, "data", "mnist");
        var digits = mlContext.Data.LoadFromIdx(Path.Combine(folder, $"{set}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{set}-labels-idx1-ubyte.gz"));
        return mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue).Fit(digits).Transform(digits);
    }
}
