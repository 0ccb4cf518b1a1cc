using System.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows of floats in segments of at most 16 MiB: it grows without copying what it has, and may pass the length limit of
/// one array.
/// </summary>
internal sealed class RowStore
{
    private const int SegmentValues = 1 << 22;
    private const int FirstRows = 64;

    private readonly List<float[]> _segments = [];
    private readonly int _rowsLog2;

    public RowStore(int columns)
    {
        Columns = columns;
        _rowsLog2 = BitOperations.Log2((uint)Math.Max(1, SegmentValues / columns));
    }

    /// <summary>Values of a row.</summary>
    public int Columns { get; }

    /// <summary>Rows added so far.</summary>
    public int Count { get; private set; }

    private int SegmentRows => 1 << _rowsLog2;

    /// <summary>One row.</summary>
    public Span<float> this[int row] =>
        _segments[row >> _rowsLog2].AsSpan((row & (SegmentRows - 1)) * Columns, Columns);

    /// <summary>Makes room for one more row and returns it, not cleared; it counts only from <see cref="Commit"/> on.</summary>
    public Span<float> Next()
    {
        var inSegment = Count & (SegmentRows - 1);
        if (inSegment == 0 && Count >> _rowsLog2 == _segments.Count)
        {
            // Small data stays small: the first segment begins with few rows and doubles.
            var rows = _segments.Count == 0 ? Math.Min(SegmentRows, FirstRows) : SegmentRows;
            _segments.Add(GC.AllocateUninitializedArray<float>(rows * Columns));
        }
        else if (_segments.Count == 1 && inSegment * Columns == _segments[0].Length)
        {
            var larger = GC.AllocateUninitializedArray<float>(Math.Min(SegmentRows, 2 * inSegment) * Columns);
            _segments[0].AsSpan().CopyTo(larger);
            _segments[0] = larger;
        }

        return this[Count];
    }

    /// <summary>Keeps the row that <see cref="Next"/> returned.</summary>
    public void Commit() => Count = checked(Count + 1);
}
