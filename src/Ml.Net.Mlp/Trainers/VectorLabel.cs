using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// A label column with several values a row: targets to predict, or labels of which any number may hold. A vector of
/// <see cref="float"/> or <see cref="bool"/> of known size.
/// </summary>
internal sealed class VectorLabel : LabelColumn
{
    private readonly LabelValues? _names;
    private readonly Func<float, string?> _refuse;

    /// <summary>Reads what the column's type and annotations say.</summary>
    /// <param name="column">The column.</param>
    /// <param name="refuse">Why a value makes no sense, and what was expected; null when it does.</param>
    public VectorLabel(DataViewSchema.Column column, Func<float, string?> refuse)
        : base(column.Name)
    {
        Outputs = ((VectorDataViewType)column.Type).Size;
        _refuse = refuse;
        var names = LabelValues.Read(column, AnnotationKinds.SlotNames);
        _names = names is LabelValues<ReadOnlyMemory<char>> && names.Count == Outputs ? names : null;
    }

    public override LearningTasks Task => LearningTasks.Regression;

    public override int Outputs { get; }

    /// <summary>Throws when the label is a vector here and none there.</summary>
    public static void RequireSameKind(LabelColumn training, LabelColumn validation)
    {
        if (training.GetType() != validation.GetType())
        {
            throw new ArgumentException($"Label column '{training.Name}' is {(validation is VectorLabel ? "a vector" : "no vector")} in the validation data; expected the type that it has in the training data.");
        }
    }

    public override ModelColumns Describe(string featureColumn) => new(featureColumn, _names, IsVector: true);

    public override TrainingDataBuilder CreateBuilder(int inputs) => TrainingDataBuilder.ForTargets(inputs, Outputs);

    public override LabelReader CreateReader(DataViewRow row, LabelSource source) =>
        new TargetReader(row, source with { Refuse = value => _refuse(value) ?? source.Refuse(value) });

    public override void RequireSame(LabelColumn validation)
    {
        RequireSameKind(this, validation);
        if (validation.Outputs != Outputs)
        {
            throw new ArgumentException($"Label column '{Name}' has {validation.Outputs} values a row in the validation data; expected {Outputs}, as in the training data.");
        }
    }
}
