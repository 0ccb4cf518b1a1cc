using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A label column that holds classes: a key of <see cref="uint"/>.</summary>
internal sealed class MulticlassLabel
{
    private const string ExpectedType = "Key<UInt32>";

    private readonly string _name;

    private MulticlassLabel(string name, int classes, LabelValues? values)
    {
        _name = name;
        Classes = classes;
        Values = values;
    }

    /// <summary>Number of classes: of the keys that the column's type allows.</summary>
    public int Classes { get; }

    /// <summary>What the keys stand for; null where the column does not say.</summary>
    public LabelValues? Values { get; }

    /// <summary>The classes by name: the texts of their key values, or the numbers of the keys, from 1.</summary>
    public IReadOnlyList<string> Names =>
        [.. Values?.Texts ?? Enumerable.Range(1, Classes).Select(key => key.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Checks the column's shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has another type.</exception>
    public static SchemaShape.Column Check(SchemaShape shape, string name)
    {
        var column = shape.Require(ColumnRole.Label, name);
        return column.IsKey && column.Kind == SchemaShape.Column.VectorKind.Scalar && column.ItemType.RawType == typeof(uint)
            ? column
            : throw SchemaMismatch.WrongType(ColumnRole.Label, name, ExpectedType, column.TypeText());
    }

    /// <summary>Reads what the column's type and annotations say.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column's keys do not make two classes or more.</exception>
    public static MulticlassLabel Read(DataViewSchema schema, string name)
    {
        var column = schema[name];
        var count = ((KeyDataViewType)column.Type).Count;
        var values = LabelValues.Read(column);
        return count is >= 2 and <= int.MaxValue
            ? new MulticlassLabel(name, (int)count, values?.Count == (int)count ? values : null)
            : throw new ArgumentOutOfRangeException("labelCol",
                $"Label column '{name}' has keys for {count} {(count == 1 ? "class" : "classes")}; expected 2 to {int.MaxValue}.");
    }

    /// <summary>A builder for rows of these classes.</summary>
    public TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForClasses(inputs, Classes);

    /// <summary>Throws when validation data speaks of other classes than the training data.</summary>
    public void RequireSame(MulticlassLabel validation)
    {
        if (validation.Classes != Classes)
        {
            throw new ArgumentException($"Label column '{_name}' has {validation.Classes} classes in the validation data; expected {Classes}, as in the training data.");
        }

        if (Values != null && validation.Values != null && !Values.SameAs(validation.Values))
        {
            throw new ArgumentException($"Label column '{_name}' has other key values in the validation data ({Show(validation.Values)}) than in the training data ({Show(Values)}). Map both with the same transformer.");
        }
    }

    /// <summary>What to throw when only one class occurs: there would be nothing to tell apart.</summary>
    public InvalidOperationException OneClassOnly(int classIndex, long rows)
    {
        var name = Values == null ? $"key {classIndex + 1}" : $"'{Values.Texts.ElementAt(classIndex)}'";
        return new InvalidOperationException($"All {rows} training rows have the same label, {name} in column '{_name}'; expected 2 classes or more.");
    }

    /// <summary>Reads the class of the current row, from 0; -1 where it is missing.</summary>
    public static Func<int> CreateReader(DataViewRow row, string name)
    {
        var getter = row.GetGetter<uint>(row.Schema[name]);
        return () =>
        {
            var key = 0u;
            getter(ref key);
            return (int)key - 1;
        };
    }

    private static string Show(LabelValues values) => values.Count <= 10
        ? string.Join(", ", values.Texts)
        : $"{string.Join(", ", values.Texts.Take(10))}, ...";
}
