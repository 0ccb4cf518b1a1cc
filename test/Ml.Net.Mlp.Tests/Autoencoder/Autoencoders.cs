using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests.Autoencoder;

/// <summary>Autoencoders of three features that are done in a blink.</summary>
internal static class Autoencoders
{
    public static readonly string[] Columns = ["Code", "Reconstruction", "ReconstructionError"];

    private static readonly Lazy<MlpAutoencoderTransformer> Trained = new(() => Fit(Options(), View()));

    /// <summary>A trained one, the same for all tests.</summary>
    public static MlpAutoencoderTransformer Model => Trained.Value;

    public static MlpAutoencoderEstimator.Options Options(Action<MlpAutoencoderEstimator.Options>? change = null)
    {
        var options = new MlpAutoencoderEstimator.Options
        {
            InputColumnName = "Features",
            CodeSize = 2,
            HiddenLayers = [8],
            Epochs = 3,
            BatchSize = 16,
            LearningRate = 0.05f,
            Seed = 1,
            NumberOfThreads = 1,
        };
        change?.Invoke(options);
        return options;
    }

    public static TestView View(int rows = 60, params TestColumn[] more) => new(rows, [Blobs.Features(), .. more]);

    /// <summary>Features whose slots have names.</summary>
    public static TestView NamedView(int rows = 60, Func<int, float[]>? values = null) => new(rows, TestColumn.Features(3, values ?? Blobs.Values) with
    {
        Annotations = TestColumn.Annotation("SlotNames", TextDataViewType.Instance, "x".AsMemory(), "y".AsMemory(), "z".AsMemory()),
    });

    public static MlpAutoencoderTransformer Fit(MlpAutoencoderEstimator.Options options, IDataView data, IDataView? validation = null, MLContext? mlContext = null)
    {
        var estimator = (mlContext ?? new MLContext(1)).Transforms.Autoencoder(options);
        return validation == null ? estimator.Fit(data) : estimator.Fit(data, validation);
    }

    /// <summary>All that a model says of each row, as text.</summary>
    public static string[] Texts(ITransformer model, IDataView data, params string[] columns) =>
        Rows.Texts(model.Transform(data), columns.Length == 0 ? Columns : columns);

    public static float[][] Vectors(IDataView view, string name) =>
        [.. Rows.Read<VBuffer<float>>(view, name).Select(vector => vector.DenseValues().ToArray())];
}
