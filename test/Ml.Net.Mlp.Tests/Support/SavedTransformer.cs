using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>What becomes of a trained transformer in a file.</summary>
internal static class SavedTransformer
{
    /// <summary>Saves it by ML.NET and loads it with another context.</summary>
    public static MlpTransformerBase Reload(ITransformer model, DataViewSchema schema)
    {
        using var file = new MemoryStream();
        new MLContext().Model.Save(model, schema, file);
        file.Position = 0;
        return (MlpTransformerBase)new MLContext().Model.Load(file, out _);
    }
}
