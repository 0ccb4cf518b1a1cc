using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A label column that tells two classes apart: a <see cref="bool"/>.</summary>
internal sealed class BinaryLabel(string name) : LabelColumn(name)
{
    private const string ExpectedType = "Boolean, Vector<Boolean> or Vector<Single>";

    public override LearningTasks Task => LearningTasks.BinaryClassification;

    public override int Outputs => 1;

    public override IReadOnlyList<string> ClassNames => ["false", "true"];

    /// <summary>Checks the column's shape: one <see cref="bool"/>, or a vector with a value for each of several labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has another type.</exception>
    public static SchemaShape.Column Check(SchemaShape shape, string name)
    {
        var column = shape.Require(ColumnRole.Label, name);
        var fits = !column.IsKey && column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => column.ItemType.Equals(BooleanDataViewType.Instance),
            SchemaShape.Column.VectorKind.Vector =>
                column.ItemType.Equals(BooleanDataViewType.Instance) || column.ItemType.Equals(NumberDataViewType.Single),
            _ => false,
        };
        return fits ? column : throw SchemaMismatch.WrongType(ColumnRole.Label, name, ExpectedType, column.TypeText());
    }

    /// <summary>Reads what the column's type and annotations say; its shape has been checked.</summary>
    public static LabelColumn Read(DataViewSchema.Column column) => column.Type is VectorDataViewType
        ? new VectorLabel(column, value => value is >= 0 and <= 1 ? null : "expected 0 to 1")
        : new BinaryLabel(column.Name);

    public override ModelColumns Describe(string featureColumn) => new(featureColumn, LabelValues: null, IsVector: false);

    public override TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForBinary(inputs);

    public override LabelReader CreateReader(DataViewRow row, LabelSource source) =>
        new ClassReader<bool>(row.GetGetter<bool>(row.Schema[source.Name]), flag => flag ? 1 : 0);

    public override void RequireSame(LabelColumn validation) => VectorLabel.RequireSameKind(this, validation);

    public override InvalidOperationException OneClassOnly(int classIndex, long rows) => new(
        $"All {rows} training rows have the same label, {ClassNames[classIndex]} in column '{Name}'; expected both.");
}
