using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A data view over objects, read anew by each cursor.</summary>
internal sealed class EnumerableView<TRow> : IDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly IReadOnlyList<MemberColumn<TRow>> _columns;

    public EnumerableView(IEnumerable<TRow> data, SchemaDefinition definition)
    {
        _data = data;
        _columns = MemberColumn<TRow>.GetAll(definition, SchemaDefinition.Direction.Read);
        Schema = MemberColumn<TRow>.MakeSchema(_columns);
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => (_data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var row = new ObjectRow<TRow>(Schema, _columns, ColumnSelection.Flags(Schema, columnsNeeded));
        return new RowCursor(new Cursor(_data.GetEnumerator(), row), row);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(IEnumerator<TRow> rows, ObjectRow<TRow> row) : RowMover
    {
        public override bool MoveNext()
        {
            if (!rows.MoveNext())
            {
                row.End();
                return false;
            }

            Contracts.Check(rows.Current is not null, "Encountered null when iterating over data, this is not supported.");
            row.Set(rows.Current);
            return true;
        }

        public override void Dispose() => rows.Dispose();
    }
}
