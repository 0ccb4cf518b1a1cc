using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Base of the estimators that learn nothing: the transformer is known at once.</summary>
public abstract class TrivialEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private protected readonly IHost Host;
    private protected readonly TTransformer Transformer;

    private protected TrivialEstimator(IHost host, TTransformer transformer)
    {
        Host = host;
        Transformer = transformer;
    }

    /// <inheritdoc/>
    public TTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));

        // Mistakes that show in the schema alone come to light here.
        Transformer.GetOutputSchema(input.Schema);
        return Transformer;
    }

    /// <inheritdoc/>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
