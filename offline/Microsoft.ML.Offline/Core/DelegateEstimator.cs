namespace Microsoft.ML.Data;

/// <summary>Hands each transformer that an estimator learns to a callback.</summary>
internal sealed class DelegateEstimator<TTransformer>(IEstimator<TTransformer> estimator,
    Action<TTransformer> onFit) : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    public TTransformer Fit(IDataView input)
    {
        var transformer = estimator.Fit(input);
        onFit(transformer);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
}
