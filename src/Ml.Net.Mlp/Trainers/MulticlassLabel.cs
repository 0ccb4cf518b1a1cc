using System.Globalization;
using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A label column that holds classes: a key of <see cref="uint"/>.</summary>
internal sealed class MulticlassLabel : LabelColumn
{
    private const string ExpectedType = "Key<UInt32>";

    private readonly LabelValues? _values;

    private MulticlassLabel(string name, int classes, LabelValues? values)
        : base(name)
    {
        Outputs = classes;
        _values = values;
    }

    public override LearningTasks Task => LearningTasks.MulticlassClassification;

    /// <summary>Number of classes: of the keys that the column's type allows.</summary>
    public override int Outputs { get; }

    /// <summary>The classes by name: the texts of their key values, or the numbers of the keys, from 1.</summary>
    public override IReadOnlyList<string> ClassNames =>
        [.. _values?.Texts ?? Enumerable.Range(1, Outputs).Select(key => key.ToString(CultureInfo.InvariantCulture))];

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
    public static MulticlassLabel Read(DataViewSchema.Column column)
    {
        var count = ((KeyDataViewType)column.Type).Count;
        var values = LabelValues.Read(column, AnnotationKinds.KeyValues);
        return count is >= 2 and <= int.MaxValue
            ? new MulticlassLabel(column.Name, (int)count, values?.Count == (int)count ? values : null)
            : throw new ArgumentOutOfRangeException("labelCol",
                $"Label column '{column.Name}' has keys for {count} {(count == 1 ? "class" : "classes")}; expected 2 to {int.MaxValue}.");
    }

    public override ModelColumns Describe(string featureColumn) => new(featureColumn, _values, IsVector: false);

    public override TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForClasses(inputs, Outputs);

    public override LabelReader CreateReader(DataViewRow row, LabelSource source) =>
        new ClassReader<uint>(row.GetGetter<uint>(row.Schema[source.Name]), key => (int)key - 1);

    /// <summary>Throws when validation data speaks of other classes than the training data.</summary>
    public override void RequireSame(LabelColumn validation)
    {
        if (validation.Outputs != Outputs)
        {
            throw new ArgumentException($"Label column '{Name}' has {validation.Outputs} classes in the validation data; expected {Outputs}, as in the training data.");
        }
    }

    public override InvalidOperationException OneClassOnly(int classIndex, long rows)
    {
        var name = _values == null ? $"key {classIndex + 1}" : $"'{_values.Texts.ElementAt(classIndex)}'";
        return new InvalidOperationException($"All {rows} training rows have the same label, {name} in column '{Name}'; expected 2 classes or more.");
    }
}
