namespace Microsoft.ML.Data;

/// <summary>The rows of a data view in an order drawn from a seed. It holds what it reads in memory.</summary>
internal sealed class ShuffledView(IDataView source, int seed) : IDataView
{
    private readonly CachedView _rows = new(source, null);

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => _rows.GetRowCursor(columnsNeeded, rand ?? new TauswortheHybrid(seed));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => _rows.GetRowCursorSet(columnsNeeded, n, rand ?? new TauswortheHybrid(seed));
}
