namespace Microsoft.ML.Data;

/// <summary>The number of the row that getters of a <see cref="RowStore"/> read.</summary>
internal sealed class RowNumber
{
    public int Value { get; set; } = -1;
}
