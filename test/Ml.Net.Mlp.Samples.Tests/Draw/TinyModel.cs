using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Tests.Draw;

/// <summary>Models of a few rows: wrong ones too.</summary>
internal static class TinyModel
{
    /// <summary>Two classes of 28 × 28 pictures, dark and light ones, with hidden layers of 6 and 4 units.</summary>
    /// <param name="path">The file.</param>
    /// <param name="white">The value of a white pixel, 1 or 255.</param>
    /// <param name="normalizes">Whether the pipeline normalizes.</param>
    /// <param name="change">Further options of the trainer.</param>
    public static void SavePictures(string path, float white = 1, bool normalizes = false, Action<MlpMulticlassTrainer.Options>? change = null)
    {
        var options = new MlpMulticlassTrainer.Options { HiddenLayers = [6, 4], Epochs = 20, Seed = 1 };
        change?.Invoke(options);
        var mlContext = new MLContext(1);
        IEstimator<ITransformer> pipeline = mlContext.Transforms.Conversion.MapValueToKey("Label");
        if (normalizes)
        {
            pipeline = pipeline.Append(mlContext.Transforms.NormalizeMinMax("Features"));
        }

        Save(mlContext, path, 784, white, pipeline.Append(mlContext.MulticlassClassification.Trainers.Mlp(options)));
    }

    /// <summary>A model that takes as many numbers as are said.</summary>
    public static void SaveOfSize(string path, int features)
    {
        var mlContext = new MLContext(1);
        Save(mlContext, path, features, 1, mlContext.Transforms.Conversion.MapValueToKey("Label")
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [2], epochs: 1)));
    }

    /// <summary>A model that predicts a number.</summary>
    public static void SaveRegression(string path)
    {
        var mlContext = new MLContext(1);
        Save(mlContext, path, 784, 1, mlContext.Regression.Trainers.Mlp(labelColumnName: "Number", hiddenLayers: [2], epochs: 1));
    }

    /// <summary>A model without a network.</summary>
    public static void SaveWithoutNetwork(string path)
    {
        var mlContext = new MLContext(1);
        Save(mlContext, path, 784, 1, mlContext.Transforms.NormalizeMinMax("Features"));
    }

    private static void Save(MLContext mlContext, string path, int features, float white, IEstimator<ITransformer> pipeline)
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, features);
        var definition = SchemaDefinition.Create(typeof(Row));
        definition["Features"].ColumnType = type;
        var data = mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Row
        {
            Label = i % 2 == 0 ? "dark" : "light",
            Number = i % 2,

            // Light pictures are lighter; in all, some pixel is black and some is white.
            Features = [.. Enumerable.Range(0, features).Select(pixel => white * ((pixel + i) % 10 < (i % 2 == 0 ? 2 : 8) ? 1 : 0))],
        }), definition);
        mlContext.Model.Save(pipeline.Fit(data), data.Schema, path);
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public float Number { get; set; }

        public float[] Features { get; set; } = [];
    }
}
