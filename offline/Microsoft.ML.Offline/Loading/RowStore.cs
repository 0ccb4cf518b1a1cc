using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A data view whose rows can be reached by number, in any order and from several cursors.</summary>
internal abstract class RowStore : IDataView
{
    // Rows of one batch stay in one cursor of a set, so that they can be put in order again.
    private const int BatchSize = 64;

    public bool CanShuffle => true;

    public abstract DataViewSchema Schema { get; }

    protected abstract int RowCount { get; }

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        Contracts.CheckParam(n > 0, nameof(n), "Must be positive.");
        var active = ColumnSelection.Flags(Schema, columnsNeeded);
        Prepare(active);
        var order = Enumerable.Range(0, RowCount).ToArray();
        rand?.Shuffle(order);
        return Enumerable.Range(0, n).Select(part => new Cursor(this, active, order, part, n)).ToArray<DataViewRowCursor>();
    }

    /// <summary>Makes sure that those columns can be read.</summary>
    protected virtual void Prepare(bool[] active)
    {
    }

    /// <summary>A getter of the row that <paramref name="row"/> names at the time of each call.</summary>
    protected abstract Delegate MakeGetter(int column, RowNumber row);

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly RowStore _store;
        private readonly bool[] _active;
        private readonly Delegate[] _getters;
        private readonly int[] _order;
        private readonly int _parts;
        private readonly RowNumber _row = new();
        private long _position = -1;
        private int _batch;
        private int _inBatch = -1;

        public Cursor(RowStore store, bool[] active, int[] order, int part, int parts)
        {
            _store = store;
            _active = active;
            _order = order;
            _parts = parts;
            _batch = part;
            _getters = active.Select((wanted, column) => wanted ? store.MakeGetter(column, _row) : null).ToArray();
        }

        public override long Position => _position;

        public override long Batch => _parts == 1 ? 0 : _batch;

        public override DataViewSchema Schema => _store.Schema;

        public override bool MoveNext()
        {
            if (++_inBatch == BatchSize)
            {
                _inBatch = 0;
                _batch += _parts;
            }

            var next = ((long)_batch * BatchSize) + _inBatch;
            if (next >= _order.Length)
            {
                // Stays at the end however often it is called.
                _inBatch--;
                _position = -1;
                return false;
            }

            _row.Value = _order[next];
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_row.Value, 0);

        public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column) ? ColumnSelection.Cast<TValue>(_getters[column.Index],
                column) : throw ColumnSelection.Inactive(column);
    }
}
