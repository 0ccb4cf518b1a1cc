using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>An estimator that does nothing but tell the shape it is shown: in public, a shape can't be made.</summary>
internal sealed class ShapeSpy(Action<SchemaShape> tell) : IEstimator<ITransformer>
{
    /// <summary>The shape of rows of a class.</summary>
    public static SchemaShape OfRow<TRow>(TRow row)
        where TRow : class =>
        Of(new MLContext(1).Data.LoadFromEnumerable([row]));

    /// <summary>The shape of data.</summary>
    public static SchemaShape Of(IDataView data)
    {
        SchemaShape? shape = null;
        var copy = new MLContext(1).Transforms.CopyColumns("Copy", data.Schema[0].Name);
        new ShapeSpy(found => shape = found).Append(copy).Fit(data);
        return shape!;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        tell(inputSchema);
        return inputSchema;
    }

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
}
