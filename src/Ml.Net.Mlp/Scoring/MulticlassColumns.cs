using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What multiclass trainers add: <c>PredictedLabel</c>, a key like the label, and <c>Score</c>, a probability for each class;
/// with the annotations that ML.NET's own trainers write, in their order.
/// </summary>
internal sealed class MulticlassColumns(int classes, LabelValues? labelValues) : ScoreColumns
{
    private const string Kind = "MulticlassClassification";

    public override int Count => 2;

    public override Delegate CreateGetter(int column, IScores row) =>
        column == 0 ? PredictedLabelGetter(row) : ScoreGetter(row);

    public override AddedColumn[] Create(uint setId)
    {
        var predicted = new DataViewSchema.Annotations.Builder();
        AddText(predicted, AnnotationKinds.ScoreColumnKind, Kind);
        AddText(predicted, AnnotationKinds.ScoreValueKind, PredictedLabel);
        labelValues?.AddTo(predicted, AnnotationKinds.KeyValues);
        AddSetId(predicted, setId);

        var score = new DataViewSchema.Annotations.Builder();
        AddText(score, AnnotationKinds.ScoreColumnKind, Kind);
        AddSetId(score, setId);
        AddText(score, AnnotationKinds.ScoreValueKind, Score);
        labelValues?.AddTo(score, AnnotationKinds.TrainingLabelValues);

        // ML.NET names the slots only where the label is text; a confusion table of numbers then shows 0, 1, 2, ... instead.
        SlotNames()?.AddTo(score, AnnotationKinds.SlotNames);
        return
        [
            new AddedColumn(PredictedLabel, new KeyDataViewType(typeof(uint), classes), predicted.ToAnnotations()),
            new AddedColumn(Score, new VectorDataViewType(NumberDataViewType.Single, classes), score.ToAnnotations()),
        ];
    }

    private LabelValues? SlotNames() => labelValues switch
    {
        null or LabelValues<ReadOnlyMemory<char>> => labelValues,
        _ => new LabelValues<ReadOnlyMemory<char>>(TextDataViewType.Instance, [.. labelValues.Texts.Select(text => text.AsMemory())]),
    };

    private static ValueGetter<VBuffer<float>> ScoreGetter(IScores row) => (ref VBuffer<float> destination) =>
    {
        var scores = row.Scores;
        var editor = VBufferEditor.Create(ref destination, scores.Length);
        scores.CopyTo(editor.Values);
        destination = editor.Commit();
    };

    private static ValueGetter<uint> PredictedLabelGetter(IScores row) => (ref uint destination) =>
    {
        // Key 0 means missing: nothing is larger than a score of NaN.
        var scores = row.Scores;
        var best = float.NegativeInfinity;
        destination = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > best)
            {
                best = scores[i];
                destination = (uint)i + 1;
            }
        }
    };
}
