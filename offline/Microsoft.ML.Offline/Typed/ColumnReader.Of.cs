namespace Microsoft.ML.Data;

/// <summary>Reads a column as values of <typeparamref name="T"/>.</summary>
internal sealed class ColumnReader<T, TRaw>(MemberConversion<T, TRaw> conversion) : ColumnReader<T>
{
    public override IEnumerable<T> Read(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<TRaw>(column);
        TRaw raw = default;
        while (cursor.MoveNext())
        {
            getter(ref raw);
            yield return conversion.FromRaw(ref raw, default);
        }
    }
}
