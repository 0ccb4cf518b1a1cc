namespace Microsoft.ML.Data;

/// <summary>Keeps in memory the columns of a data view that were asked for at least once.</summary>
internal sealed class CachedView : RowStore
{
    private readonly IDataView _source;
    private readonly ColumnStore[] _columns;
    private int _rowCount = -1;

    public CachedView(IDataView source, IEnumerable<DataViewSchema.Column> prefetch)
    {
        _source = source;
        _columns = new ColumnStore[source.Schema.Count];
        var flags = ColumnSelection.Flags(Schema, prefetch);
        if (Array.IndexOf(flags, true) >= 0)
            Prepare(flags);
    }

    public override DataViewSchema Schema => _source.Schema;

    protected override int RowCount
    {
        get
        {
            if (_rowCount < 0)
                Prepare(new bool[_columns.Length]);
            return _rowCount;
        }
    }

    protected override void Prepare(bool[] active)
    {
        lock (_columns)
        {
            var missing = Schema.Where(column => active[column.Index] && _columns[column.Index] is null).ToArray();
            if (missing.Length == 0 && _rowCount >= 0)
                return;
            using var cursor = _source.GetRowCursor(missing);
            var stores = missing.Select(column => ColumnStore.Create(cursor, column)).ToArray();
            var count = 0;
            for (; cursor.MoveNext(); count++)
            {
                foreach (var store in stores)
                    store.AddCurrent();
            }

            foreach (var (column, store) in missing.Zip(stores))
                _columns[column.Index] = store;
            _rowCount = count;
        }
    }

    protected override Delegate MakeGetter(int column, RowNumber row) => _columns[column].MakeGetter(row);
}
