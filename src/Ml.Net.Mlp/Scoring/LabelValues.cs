using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What the keys of a label stand for: the values of its KeyValues annotation, of whatever type they are. Immutable.
/// </summary>
internal abstract class LabelValues
{
    private protected LabelValues(PrimitiveDataViewType itemType, int count)
    {
        ItemType = itemType;
        Type = new VectorDataViewType(itemType, count);
    }

    /// <summary>The type of one value.</summary>
    public PrimitiveDataViewType ItemType { get; }

    /// <summary>The type of the annotation.</summary>
    public VectorDataViewType Type { get; }

    /// <summary>Number of values: of classes.</summary>
    public int Count => Type.Size;

    /// <summary>The values as text, in the same words on every machine.</summary>
    public abstract IEnumerable<string> Texts { get; }

    /// <summary>Reads the values that a key column carries; null where it carries none.</summary>
    public static LabelValues? Read(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is not VectorDataViewType { IsKnownSize: true } type)
        {
            return null;
        }

        var read = typeof(LabelValues).GetMethod(nameof(ReadAs), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (LabelValues)read.MakeGenericMethod(type.ItemType.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [column, type.ItemType], null)!;
    }

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Whether the others are of the same type, number, order and value.</summary>
    public abstract bool SameAs(LabelValues other);

    private static LabelValues<T> ReadAs<T>(DataViewSchema.Column column, PrimitiveDataViewType itemType)
    {
        var buffer = default(VBuffer<T>);
        column.Annotations.GetValue(AnnotationKinds.KeyValues, ref buffer);
        var values = new T[buffer.Length];
        buffer.CopyTo(values);
        return new LabelValues<T>(itemType, values);
    }
}
