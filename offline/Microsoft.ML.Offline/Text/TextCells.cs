namespace Microsoft.ML.Data;

/// <summary>The cells of one column, in the line that was parsed last.</summary>
internal abstract class TextCells
{
    public abstract Delegate Getter { get; }

    public static TextCells Create(TextLoader.Column column, bool emptyRealsAreNaN)
    {
        var type = column.Type;
        var item = (type as VectorDataViewType)?.ItemType ?? (PrimitiveDataViewType)type;
        return (TextCells)Activator.CreateInstance(typeof(TextCells<>).MakeGenericType(item.RawType),
            column, type is VectorDataViewType, CellParser.Create(item, emptyRealsAreNaN));
    }

    public abstract void Parse(List<ReadOnlyMemory<char>> fields, long line);
}
