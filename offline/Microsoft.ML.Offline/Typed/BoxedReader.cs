namespace Microsoft.ML.Data;

/// <summary>Reads values of a column, whatever its type, as objects.</summary>
internal abstract class BoxedReader
{
    public static Func<object> Create(DataViewRow row, DataViewSchema.Column column)
        => ((BoxedReader)Activator.CreateInstance(typeof(Reader<>).MakeGenericType(column.Type.RawType))).Make(row, column);

    protected abstract Func<object> Make(DataViewRow row, DataViewSchema.Column column);

    private sealed class Reader<T> : BoxedReader
    {
        protected override Func<object> Make(DataViewRow row, DataViewSchema.Column column)
        {
            var getter = row.GetGetter<T>(column);
            return () =>
            {
                T value = default;
                getter(ref value);
                return value;
            };
        }
    }
}
