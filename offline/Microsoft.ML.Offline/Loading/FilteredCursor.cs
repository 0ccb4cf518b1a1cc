namespace Microsoft.ML.Data;

/// <summary>A cursor over the rows that pass a test.</summary>
internal sealed class FilteredCursor(DataViewRowCursor input, bool[] active, Func<bool> test, long limit) : DataViewRowCursor
{
    private long _count;
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => input.Schema;

    public override bool MoveNext()
    {
        while (_count < limit && input.MoveNext())
        {
            if (test())
            {
                _position = _count++;
                return true;
            }
        }

        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? input.GetGetter<TValue>(column) : throw ColumnSelection.Inactive(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
