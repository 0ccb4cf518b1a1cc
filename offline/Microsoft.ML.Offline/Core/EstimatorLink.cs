namespace Microsoft.ML.Data;

/// <summary>One estimator of a chain.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Scope">When what it learns takes part.</param>
/// <param name="CacheAfter">Whether the estimators that come after it read a cache.</param>
internal sealed record EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
