using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>The values of one column, in memory.</summary>
internal sealed class ColumnStore<T>(DataViewRow row, DataViewSchema.Column column) : ColumnStore
{
    private readonly List<T> _values = [];
    private readonly ValueGetter<T> _getter = row.GetGetter<T>(column);

    public override void AddCurrent()
    {
        // A fresh variable makes a getter of vectors give it arrays of its own.
        T value = default;
        _getter(ref value);
        _values.Add(value);
    }

    public override Delegate MakeGetter(RowNumber number)
        => (ValueGetter<T>)((ref T value) => ValueCopy<T>.Copy(ref CollectionsMarshal.AsSpan(_values)[number.Value], ref value));
}
