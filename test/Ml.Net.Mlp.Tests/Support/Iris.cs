using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>The iris file and pipelines over it.</summary>
internal static class Iris
{
    public static IDataView Load(MLContext mlContext) =>
        mlContext.Data.LoadFromTextFile<IrisRow>(Path.Combine(AppContext.BaseDirectory, "data", "iris", "iris.csv"), ',', hasHeader: true);

    /// <summary>Features scaled and the species mapped to keys: what a trainer is given.</summary>
    public static IDataView Prepare(MLContext mlContext)
    {
        var data = Load(mlContext);
        return mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Fit(data)
            .Transform(data);
    }

    /// <summary>A trainer that is done in a blink.</summary>
    public static MlpMulticlassTrainer.Options QuickOptions() => new()
    {
        HiddenLayers = [8],
        Epochs = 3,
        BatchSize = 16,
        LearningRate = 0.05f,
        Seed = 1,
        NumberOfThreads = 1,
    };
}
