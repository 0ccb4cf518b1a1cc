using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Data;

/// <summary>Walks the rows of an <see cref="IdxDataView"/>, in their order or in the one given.</summary>
internal sealed class IdxCursor(IdxDataView view, bool[] active, int[]? order) : DataViewRowCursor
{
    private readonly long _count = view.GetRowCount() ?? 0;
    private long _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => view.Schema;

    /// <summary>The row's number in the file.</summary>
    private long Row => _position < 0
        ? throw new InvalidOperationException("The cursor stands on no row; expected a call of MoveNext that returned true.")
        : order is null ? _position : order[_position];

    public override bool MoveNext()
    {
        if (!_ended && _position + 1 < _count)
        {
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        return false;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => active[view.IndexOf(column)];

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var index = view.IndexOf(column);
        if (!active[index])
        {
            throw new InvalidOperationException(
                $"The column '{column.Name}' is not active in this cursor; expected one of the columns it was asked for.");
        }

        Delegate getter = view.IsLabel(index)
            ? (ValueGetter<float>)((ref float value) => view.ReadLabel(Row, ref value))
            : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => view.ReadFeatures(Row, ref value));
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"The column '{column.Name}' was asked for as {typeof(TValue)}; expected {column.Type.RawType}.");
    }
}
