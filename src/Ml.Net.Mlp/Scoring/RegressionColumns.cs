using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What regression trainers add: <c>Score</c>, with the annotations that ML.NET's own trainers write, in their order. Where the
/// label is a vector, the score is one too, with a slot for each of its values.
/// </summary>
/// <param name="outputs">Outputs of the network.</param>
/// <param name="label">What the model knows of the label.</param>
internal sealed class RegressionColumns(int outputs, ModelColumns label) : ScoreColumns
{
    private readonly int? _slots = label.IsVector ? outputs : null;

    public override int Count => 1;

    public override Delegate CreateGetter(int column, IScores row) => GetterOf(row, _slots, score => score);

    public override AddedColumn[] Create(uint setId)
    {
        var score = new DataViewSchema.Annotations.Builder();
        AddSetId(score, setId);
        AddText(score, AnnotationKinds.ScoreColumnKind, label.IsVector ? "MultiOutputRegression" : "Regression");
        AddText(score, AnnotationKinds.ScoreValueKind, Score);
        return [CreateColumn(Score, NumberDataViewType.Single, _slots, label.LabelValues, score)];
    }
}
