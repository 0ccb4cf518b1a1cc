namespace Microsoft.ML.Data;

/// <summary>The values of one column, in memory.</summary>
internal abstract class ColumnStore
{
    public static ColumnStore Create(DataViewRow row, DataViewSchema.Column column)
        => (ColumnStore)Activator.CreateInstance(typeof(ColumnStore<>).MakeGenericType(column.Type.RawType), row, column);

    /// <summary>Adds the value of the row that the store was made for.</summary>
    public abstract void AddCurrent();

    public abstract Delegate MakeGetter(RowNumber row);
}
