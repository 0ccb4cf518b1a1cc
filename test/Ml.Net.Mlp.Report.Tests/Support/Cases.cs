using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests.Support;

/// <summary>Small data for the three kinds of labels, and models that are trained on it in a blink.</summary>
internal static class Cases
{
    public static TestView Multiclass(int rows = 90, string[]? names = null) => new(rows, Features(rows), TestColumn.Label(3, row => (uint)(row % 3) + 1,
        TestColumn.Annotation("KeyValues", TextDataViewType.Instance, [.. (names ?? ["red", "green", "blue"]).Select(name => name.AsMemory())])));

    public static TestView Binary(int rows = 90) =>
        new(rows, Features(rows), TestColumn.Of("Label", BooleanDataViewType.Instance, row => row % 3 == 0));

    public static TestView Regression(int rows = 90) =>
        new(rows, Features(rows), TestColumn.Of("Label", NumberDataViewType.Single, row => (row % 3 * 10) + MathF.Sin(row)));

    public static MlpModelParameters Train(IDataView data, int epochs = 6, int? seed = 1, Action<MlpMulticlassTrainer.Options>? change = null)
    {
        var options = new MlpMulticlassTrainer.Options { HiddenLayers = [8], Epochs = epochs, BatchSize = 16, LearningRate = 0.01f, Seed = seed, ValidationFraction = 0.2 };
        change?.Invoke(options);
        return new MLContext(1).MulticlassClassification.Trainers.Mlp(options).Fit(data).Model;
    }

    public static MlpBinaryTransformer TrainBinary(IDataView data, Loss? loss = null) =>
        new MLContext(1).BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options
        {
            HiddenLayers = [8], Epochs = 6, BatchSize = 16, LearningRate = 0.01f, Seed = 1, Loss = loss ?? Loss.BinaryCrossEntropy,
        }).Fit(data);

    public static MlpRegressionTransformer TrainRegression(IDataView data) =>
        new MLContext(1).Regression.Trainers.Mlp(new MlpRegressionTrainer.Options { HiddenLayers = [8], Epochs = 20, BatchSize = 16, LearningRate = 0.01f, Seed = 1 }).Fit(data);

    /// <summary>Three clouds that overlap, so that some rows are told wrong; the fourth feature says nothing.</summary>
    private static TestColumn Features(int rows) => TestColumn.Of(
        "Features",
        new VectorDataViewType(NumberDataViewType.Single, 4),
        row => new VBuffer<float>(4, Values(row)),
        TestColumn.Annotation("SlotNames", TextDataViewType.Instance, [.. ((string[])["first", "second", "third", "idle"]).Select(name => name.AsMemory())]));

    private static float[] Values(int row)
    {
        var values = new float[4];
        for (var i = 0; i < 3; i++)
        {
            values[i] = (i == row % 3 ? 1 : 0) + (0.8f * MathF.Sin((row * 7.3f) + (i * 2)));
        }

        values[3] = 0.001f * MathF.Cos(row * 3.1f);
        return values;
    }
}
