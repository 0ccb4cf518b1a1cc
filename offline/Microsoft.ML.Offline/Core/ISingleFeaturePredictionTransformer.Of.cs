using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A transformer that scores one feature column.</summary>
public interface ISingleFeaturePredictionTransformer<out TModel> : IPredictionTransformer<TModel>
    where TModel : class
{
    /// <summary>The feature column.</summary>
    string FeatureColumnName { get; }

    /// <summary>Its type.</summary>
    DataViewType FeatureColumnType { get; }
}
