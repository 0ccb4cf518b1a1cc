namespace Microsoft.ML.Data;

/// <summary>A data view in which one slot of a vector column has other values, given by row.</summary>
/// <param name="source">The rows as they are.</param>
/// <param name="features">The vector column.</param>
/// <param name="slot">The slot to replace.</param>
/// <param name="values">The values of the slot, in the order of the rows.</param>
/// <param name="endWithValues">Whether the view ends where the values end.</param>
internal sealed class PermutedSlotView(IDataView source, DataViewSchema.Column features, int slot, float[] values, bool endWithValues)
    : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => endWithValues ? values.Length : source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, source.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private ValueGetter<VBuffer<float>> Replace(DataViewRow row, ValueGetter<VBuffer<float>> getFeatures)
    {
        VBuffer<float> original = default;
        var replaced = new float[((VectorDataViewType)Features.Type).Size];
        return (ref VBuffer<float> destination) =>
        {
            getFeatures(ref original);
            original.CopyTo(replaced);
            replaced[slot] = values[row.Position];
            new VBuffer<float>(replaced.Length, replaced).CopyTo(ref destination);
        };
    }

    private DataViewSchema.Column Features => features;

    private bool IsPastEnd(long position) => endWithValues && position >= values.Length;

    private sealed class Cursor(PermutedSlotView view, DataViewRowCursor input) : DataViewRowCursor
    {
        private bool _done;

        public override long Position => _done ? -1 : input.Position;

        public override long Batch => input.Batch;

        public override DataViewSchema Schema => input.Schema;

        public override bool MoveNext()
        {
            _done = _done || view.IsPastEnd(input.Position + 1) || !input.MoveNext();
            return !_done;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var getter = input.GetGetter<TValue>(column);
            return column.Index == view.Features.Index && getter is ValueGetter<VBuffer<float>> getFeatures
                ? (ValueGetter<TValue>)(Delegate)view.Replace(input, getFeatures)
                : getter;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
        }
    }
}
