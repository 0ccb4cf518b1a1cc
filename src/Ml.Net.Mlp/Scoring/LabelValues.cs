using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What the keys or slots of a label stand for: the values of its KeyValues or SlotNames annotation, of whatever type they are.
/// Immutable.
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

    /// <summary>Number of values: of classes, or of slots.</summary>
    public int Count => Type.Size;

    /// <summary>The values as text, in the same words on every machine.</summary>
    public abstract IEnumerable<string> Texts { get; }

    /// <summary>Reads the values that a column carries; null where it carries none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="kind">The annotation.</param>
    public static LabelValues? Read(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { IsKnownSize: true } type)
        {
            return null;
        }

        var read = typeof(LabelValues).GetMethod(nameof(ReadAs), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (LabelValues)read.MakeGenericMethod(type.ItemType.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [column, kind, type.ItemType], null)!;
    }

    /// <summary>Throws when a label says in one place that it stands for other things than in another.</summary>
    /// <param name="column">The label column.</param>
    /// <param name="columns">What the values are to the column: its key values, or the slot names of a vector.</param>
    /// <param name="place">Where it says so.</param>
    /// <param name="values">What it says there; null for nothing.</param>
    /// <param name="expectedPlace">Where it says what is expected.</param>
    /// <param name="expected">What is expected; null for anything.</param>
    public static void RequireSame(
        string column, ModelColumns columns, string place, LabelValues? values, string expectedPlace, LabelValues? expected)
    {
        if (values != null && expected != null && !expected.SameAs(values))
        {
            var what = columns.IsVector ? "slot names" : "key values";
            throw new ArgumentException($"Label column '{column}' has other {what} in the {place} ({Show(values)}) than in the {expectedPlace} ({Show(expected)}). Prepare both with the same transformer.");
        }
    }

    /// <summary>Adds the values as an annotation.</summary>
    public abstract void AddTo(DataViewSchema.Annotations.Builder annotations, string kind);

    /// <summary>Whether the others are of the same type, number, order and value.</summary>
    public abstract bool SameAs(LabelValues other);

    private static string Show(LabelValues values) => values.Count <= 10
        ? string.Join(", ", values.Texts)
        : $"{string.Join(", ", values.Texts.Take(10))}, ...";

    private static LabelValues<T> ReadAs<T>(DataViewSchema.Column column, string kind, PrimitiveDataViewType itemType)
    {
        var buffer = default(VBuffer<T>);
        column.Annotations.GetValue(kind, ref buffer);
        var values = new T[buffer.Length];
        buffer.CopyTo(values);
        return new LabelValues<T>(itemType, values);
    }
}
