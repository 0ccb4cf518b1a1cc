namespace Ml.Net.Mlp;

/// <summary>What a column is to a trainer, or to an estimator that learns without labels.</summary>
internal enum ColumnRole
{
    Label,
    Feature,
    Input,
    Weight,
}
