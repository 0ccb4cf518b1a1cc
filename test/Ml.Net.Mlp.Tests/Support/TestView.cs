using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>
/// Computed rows with whatever columns a test needs. Counts the rows that were read, and knows which columns were asked for.
/// </summary>
internal sealed class TestView : IDataView
{
    private readonly int _rows;
    private readonly TestColumn[] _columns;

    public TestView(int rows, params TestColumn[] columns)
    {
        _rows = rows;
        _columns = columns;
        var schema = new DataViewSchema.Builder();
        foreach (var column in columns)
        {
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        }

        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    /// <summary>Rows that cursors have moved to so far.</summary>
    public int RowsRead { get; private set; }

    /// <summary>Cursors that are still open.</summary>
    public int OpenCursors { get; private set; }

    /// <summary>Names of the columns that the last cursor was asked for.</summary>
    public string[] LastColumns { get; private set; } = [];

    /// <summary>Called when a cursor moves to a row.</summary>
    public Action<int>? OnRow { get; init; }

    public long? GetRowCount() => _rows;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        Open(columnsNeeded, 0, 1);

    /// <summary>Cursor i yields the rows i, i + n, i + 2n, ... with their number as batch.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [.. Enumerable.Range(0, n).Select(i => Open(columnsNeeded, i, n))];

    private Cursor Open(IEnumerable<DataViewSchema.Column> columns, int first, int step)
    {
        LastColumns = [.. columns.Select(column => column.Name)];
        OpenCursors++;
        return new Cursor(this, [.. columns.Select(column => column.Index)], first, step);
    }

    private sealed class Cursor(TestView view, int[] active, int first, int step) : DataViewRowCursor
    {
        private int _row = first - step;
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => _row;

        public override bool MoveNext()
        {
            _row += step;
            if (_row >= view._rows)
            {
                return false;
            }

            _position++;
            view.RowsRead++;
            view.OnRow?.Invoke(_row);
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row, 7);

        public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => IsColumnActive(column)
            ? (ValueGetter<TValue>)view._columns[column.Index].CreateGetter(() => _row)
            : throw new InvalidOperationException($"Column '{column.Name}' is not active.");

        protected override void Dispose(bool disposing)
        {
            view.OpenCursors--;
            base.Dispose(disposing);
        }
    }
}
