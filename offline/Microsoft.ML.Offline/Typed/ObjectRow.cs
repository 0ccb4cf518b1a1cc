namespace Microsoft.ML.Data;

/// <summary>A row over an object, which can be exchanged for the next.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(DataViewSchema schema, IReadOnlyList<MemberColumn<TRow>> columns, bool[] active)
    {
        Schema = schema;
        _getters = columns.Select((column, i) => active[i] ? column.MakeGetter(() => _current) : null).ToArray();
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Set(TRow row)
    {
        _current = row;
        _position++;
    }

    public void End() => _position = -1;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] is not null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? ColumnSelection.Cast<TValue>(_getters[column.Index], column) : throw ColumnSelection.Inactive(column);
}
