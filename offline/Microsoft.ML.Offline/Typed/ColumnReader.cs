namespace Microsoft.ML.Data;

/// <summary>Reads a column as values of <typeparamref name="T"/>.</summary>
internal abstract class ColumnReader<T>
{
    public abstract IEnumerable<T> Read(IDataView data, DataViewSchema.Column column);
}
