namespace Microsoft.ML;

/// <summary>A transformer that scores one feature column, whatever its model.</summary>
internal interface ISingleFeaturePredictionTransformer : ITransformer
{
    string FeatureColumnName { get; }
}
