using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// The features of a mini-batch of which only those that are not zero are kept: by rows and, where asked for, by columns.
/// It grows with the largest mini-batch and is used again for the next one.
/// </summary>
internal sealed unsafe class SparseBatch
{
    /// <summary>Bits of a column's number that one pass of the sort looks at.</summary>
    private const int DigitBits = 11;

    private readonly int[] _starts;
    private readonly int[] _counts = new int[1 << DigitBits];

    // Pinned, so that threads may use their addresses.
    private int[] _indices = [];
    private float[] _values = [];
    private int[] _columnRows = [];
    private float[] _columnValues = [];

    private int[] _rowOf = [];
    private ulong[] _order = [];
    private ulong[] _sorted = [];
    private int[] _columns = [];
    private int[] _columnStarts = [0];

    /// <summary>Makes room.</summary>
    /// <param name="rows">Rows at most.</param>
    /// <param name="columns">Number of features.</param>
    public SparseBatch(int rows, int columns)
    {
        _starts = new int[rows + 1];
        Columns = columns;
    }

    /// <summary>Number of features.</summary>
    public int Columns { get; }

    /// <summary>Rows added.</summary>
    public int Rows { get; private set; }

    /// <summary>Values in all rows.</summary>
    public int Count => _starts[Rows];

    /// <summary>Columns that a row has a value in, ascending; known from <see cref="FindColumns"/> on.</summary>
    public ReadOnlySpan<int> UsedColumns => _columns.AsSpan(0, UsedCount);

    /// <summary>Their number.</summary>
    public int UsedCount { get; private set; }

    /// <summary>Leaves the first rows only.</summary>
    public void Truncate(int rows) => Rows = rows;

    /// <summary>Adds a row.</summary>
    /// <param name="indices">Columns, ascending.</param>
    /// <param name="values">Their values.</param>
    public void Add(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        var first = Count;
        var end = checked(first + indices.Length);
        if (end > _indices.Length)
        {
            Grow(Math.Max(end, (int)Math.Min(Array.MaxLength, 2L * end)), first);
        }

        indices.CopyTo(_indices.AsSpan(first));
        values.CopyTo(_values.AsSpan(first));
        _starts[++Rows] = end;
    }

    /// <summary>The values of a row and their columns.</summary>
    public SparseList Row(int row) => new()
    {
        Places = Address(_indices) + _starts[row],
        Values = Address(_values) + _starts[row],
        Count = _starts[row + 1] - _starts[row],
    };

    /// <summary>The values of a used column and their rows.</summary>
    /// <param name="used">Which of <see cref="UsedColumns"/>.</param>
    public SparseList Column(int used) => new()
    {
        Places = Address(_columnRows) + _columnStarts[used],
        Values = Address(_columnValues) + _columnStarts[used],
        Count = _columnStarts[used + 1] - _columnStarts[used],
    };

    /// <summary>Lists the values by columns, each column's in the order of the rows.</summary>
    public void FindColumns()
    {
        var count = Count;
        if (_order.Length < count)
        {
            _order = new ulong[_indices.Length];
            _sorted = new ulong[_indices.Length];
            _rowOf = new int[_indices.Length];
            _columns = new int[_indices.Length];
            _columnStarts = new int[_indices.Length + 1];
            _columnRows = GC.AllocateUninitializedArray<int>(_indices.Length, pinned: true);
            _columnValues = GC.AllocateUninitializedArray<float>(_indices.Length, pinned: true);
        }

        for (var row = 0; row < Rows; row++)
        {
            _rowOf.AsSpan(_starts[row], _starts[row + 1] - _starts[row]).Fill(row);
        }

        Sort(count);
        UsedCount = 0;
        for (var i = 0; i < count; i++)
        {
            var (column, place) = ((int)(_order[i] >> 32), (int)(uint)_order[i]);
            if (UsedCount == 0 || _columns[UsedCount - 1] != column)
            {
                _columnStarts[UsedCount] = i;
                _columns[UsedCount++] = column;
            }

            _columnRows[i] = _rowOf[place];
            _columnValues[i] = _values[place];
        }

        _columnStarts[UsedCount] = count;
    }

    /// <summary>
    /// Orders the places of the values by their columns, digit by digit from the last one on (radix sort): a pass keeps the order
    /// of those that have the same digit.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _order[i] = ((ulong)(uint)_indices[i] << 32) | (uint)i;
        }

        var bits = 32 - BitOperations.LeadingZeroCount((uint)(Columns - 1));
        for (var shift = 0; shift < bits; shift += DigitBits)
        {
            var counts = _counts.AsSpan();
            counts.Clear();
            foreach (var value in _order.AsSpan(0, count))
            {
                counts[Digit(value, shift)]++;
            }

            var next = 0;
            foreach (ref var bucket in counts)
            {
                (bucket, next) = (next, next + bucket);
            }

            foreach (var value in _order.AsSpan(0, count))
            {
                _sorted[counts[Digit(value, shift)]++] = value;
            }

            (_order, _sorted) = (_sorted, _order);
        }
    }

    private static int Digit(ulong value, int shift) => (int)(value >> (32 + shift)) & ((1 << DigitBits) - 1);

    private void Grow(int length, int used)
    {
        var indices = GC.AllocateUninitializedArray<int>(length, pinned: true);
        var values = GC.AllocateUninitializedArray<float>(length, pinned: true);
        _indices.AsSpan(0, used).CopyTo(indices);
        _values.AsSpan(0, used).CopyTo(values);
        _indices = indices;
        _values = values;
    }

    private static T* Address<T>(T[] array)
        where T : unmanaged =>
        (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}
