using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>An estimator that does nothing but tell the shape it is shown: in public, a shape can't be made.</summary>
internal sealed class ShapeSpy(Action<SchemaShape> tell) : IEstimator<ITransformer>
{
    /// <summary>The shape of rows of a class.</summary>
    public static SchemaShape Of<TRow>(TRow row)
        where TRow : class
    {
        SchemaShape? shape = null;
        var mlContext = new MLContext(1);
        var data = mlContext.Data.LoadFromEnumerable([row]);
        new ShapeSpy(found => shape = found).Append(mlContext.Transforms.CopyColumns("Copy", data.Schema[0].Name)).Fit(data);
        return shape!;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        tell(inputSchema);
        return inputSchema;
    }

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
}
