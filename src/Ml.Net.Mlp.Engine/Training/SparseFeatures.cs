namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows of which only the features that are not zero are kept: 8 bytes each and 16 for the row, in segments of some MiB that
/// are never moved.
/// </summary>
internal sealed class SparseFeatures : FeatureRows
{
    private const int FirstEntries = 1 << 10;
    private const int SegmentEntries = 1 << 20;

    private readonly List<int[]> _indices = [];
    private readonly List<float[]> _values = [];
    private readonly List<Slot> _slots = [];

    /// <summary>Entries of the last segment that belong to rows.</summary>
    private int _used;

    /// <summary>The row that is not committed yet: the first entries of the last segment that belong to none.</summary>
    private Slot _next;

    public SparseFeatures(int columns)
    {
        Columns = columns;
        Sink = new SlotSink(this);
    }

    public override int Columns { get; }

    public override int Count => _slots.Count;

    public override bool IsSparse => true;

    public override double Density => Count == 0 ? 0 : Entries / ((double)Count * Columns);

    /// <summary>Values kept so far, of rows that were committed.</summary>
    public long Entries { get; private set; }

    public override long Bytes => (Entries * (sizeof(int) + sizeof(float))) + (16L * Count);

    public override RowSink Sink { get; }

    public override void Commit()
    {
        _slots.Add(_next);
        _used += _next.Length;
        Entries += _next.Length;
        _next = default;
    }

    public ReadOnlySpan<int> Indices(int row)
    {
        var slot = At(row);
        return slot.Length == 0 ? [] : _indices[slot.Segment].AsSpan(slot.First, slot.Length);
    }

    public override ReadOnlySpan<float> Values(int row)
    {
        var slot = At(row);
        return slot.Length == 0 ? [] : _values[slot.Segment].AsSpan(slot.First, slot.Length);
    }

    public override int Column(int row, int value) => Indices(row)[value];

    public override void CopyTo(int row, Span<float> features) => DenseSink.Scatter(Indices(row), Values(row), features);

    public override void WriteTo(FeatureSink sink, int row) => sink.Take(Indices(row), Values(row));

    private Slot At(int row) => row == Count ? _next : _slots[row];

    private void Put(int row, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        if (row == Count)
        {
            _next = Allocate(indices.Length);
            Write(_next, indices, values);
            return;
        }

        var slot = _slots[row];
        if (indices.Length > slot.Room)
        {
            // A row that needs more room moves, and leaves its old place empty: with half as much again, a place moves seldom.
            slot = Allocate(Math.Min(Columns, Math.Max(indices.Length, slot.Room + (slot.Room / 2))));
            _used += slot.Room;
            Entries += slot.Room;
        }

        _slots[row] = slot with { Length = indices.Length };
        Write(slot, indices, values);
    }

    private void Write(Slot slot, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        indices.CopyTo(_indices[slot.Segment].AsSpan(slot.First));
        values.CopyTo(_values[slot.Segment].AsSpan(slot.First));
    }

    private Slot Allocate(int entries)
    {
        if (_indices.Count == 0 || entries > _indices[^1].Length - _used)
        {
            // Small data stays small: the segments double, up to a limit.
            var next = _indices.Count == 0 ? FirstEntries : Math.Min(2 * _indices[^1].Length, SegmentEntries);
            _indices.Add(GC.AllocateUninitializedArray<int>(Math.Max(next, entries)));
            _values.Add(GC.AllocateUninitializedArray<float>(_indices[^1].Length));
            _used = 0;
        }

        return new Slot(_indices.Count - 1, _used, entries, entries);
    }

    /// <summary>Where a row's entries stand, and how many there is room for.</summary>
    private readonly record struct Slot(int Segment, int First, int Length, int Room);

    private sealed class SlotSink(SparseFeatures rows) : SparseSink(rows.Columns)
    {
        protected override void Put(int row, ReadOnlySpan<int> indices, ReadOnlySpan<float> values) => rows.Put(row, indices, values);
    }
}
