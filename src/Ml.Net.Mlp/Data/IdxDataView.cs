using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Data;

/// <summary>The pictures of an IDX file, with or without their labels, as rows.</summary>
internal sealed class IdxDataView : IDataView
{
    private readonly IdxFile _images;
    private readonly IdxFile? _labels;
    private readonly float _divisor;

    public IdxDataView(IdxFile images, IdxFile? labels, float divisor)
    {
        _images = images;
        _labels = labels;
        _divisor = divisor;

        var schema = new DataViewSchema.Builder();
        if (labels is not null)
        {
            schema.AddColumn("Label", NumberDataViewType.Single);
        }

        // One dimension, not rows x columns: vector types with other dimensions are other types to ML.NET, and a class
        // with [VectorType(784)] would not fit.
        schema.AddColumn("Features", new VectorDataViewType(NumberDataViewType.Single, images.ItemSize));
        Schema = schema.ToSchema();
    }

    public bool CanShuffle => true;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => _images.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
        {
            active[IndexOf(column)] = true;
        }

        int[]? order = null;
        if (rand is not null)
        {
            order = new int[_images.Count];
            for (var row = 0; row < order.Length; row++)
            {
                order[row] = row;
            }

            rand.Shuffle(order);
        }

        return new IdxCursor(this, active, order);
    }

    /// <summary>One cursor, however many are asked for: its rows cost too little to be worth parting.</summary>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    public int IndexOf(DataViewSchema.Column column)
    {
        if (column.Index < Schema.Count && Schema[column.Index].Name == column.Name)
        {
            return column.Index;
        }

        throw new ArgumentOutOfRangeException(nameof(column), column.Name, FormattableString.Invariant(
            $"The column '{column.Name}' (number {column.Index}) is not of this data view; expected one of {string.Join(", ", Schema.Select(own => own.Name))}."));
    }

    public bool IsLabel(int column) => _labels is not null && column == 0;

    public void ReadLabel(long row, ref float value) => value = _labels!.Bytes[row];

    public void ReadFeatures(long row, ref VBuffer<float> value)
    {
        var size = _images.ItemSize;
        var editor = VBufferEditor.Create(ref value, size);
        Divide(_images.Bytes.AsSpan((int)row * size, size), editor.Values);
        value = editor.Commit();
    }

    // Vectors of divisions round as single ones do, and take no longer than the memory does.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Divide(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Divide(low, values[i..]);
            Divide(high, values[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
        {
            values[i] = bytes[i] / _divisor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Divide(Vector<ushort> numbers, Span<float> values)
    {
        Vector.Widen(numbers, out var low, out var high);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(low)) / new Vector<float>(_divisor)).CopyTo(values);
        (Vector.ConvertToSingle(Vector.AsVectorInt32(high)) / new Vector<float>(_divisor)).CopyTo(values[Vector<float>.Count..]);
    }
}
