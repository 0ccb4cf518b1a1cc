using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A label column with a number to predict: a <see cref="float"/>.</summary>
internal sealed class RegressionLabel(string name) : LabelColumn(name)
{
    private const string ExpectedType = "Single or Vector<Single>";

    public override LearningTasks Task => LearningTasks.Regression;

    public override int Outputs => 1;

    /// <summary>Checks the column's shape: one <see cref="float"/>, or a vector of several targets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or has another type.</exception>
    public static SchemaShape.Column Check(SchemaShape shape, string name)
    {
        var column = shape.Require(ColumnRole.Label, name);
        return !column.IsKey && column.Kind != SchemaShape.Column.VectorKind.VariableVector
            && column.ItemType.Equals(NumberDataViewType.Single)
                ? column
                : throw SchemaMismatch.WrongType(ColumnRole.Label, name, ExpectedType, column.TypeText());
    }

    /// <summary>Reads what the column's type and annotations say; its shape has been checked.</summary>
    public static LabelColumn Read(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType ? new VectorLabel(column, _ => null) : new RegressionLabel(column.Name);

    public override ModelColumns Describe(string featureColumn) => new(featureColumn, LabelValues: null, IsVector: false);

    public override TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForTargets(inputs, outputs: 1);

    public override LabelReader CreateReader(DataViewRow row, LabelSource source) => new TargetReader(row, source);

    public override void RequireSame(LabelColumn validation) => VectorLabel.RequireSameKind(this, validation);
}
