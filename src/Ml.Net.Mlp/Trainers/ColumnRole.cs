namespace Ml.Net.Mlp;

/// <summary>What a column is to a trainer.</summary>
internal enum ColumnRole
{
    Label,
    Feature,
    Weight,
}
