using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Engine.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What binary trainers add: <c>PredictedLabel</c>, <c>Score</c> and, where the scores are logits, <c>Probability</c>; with the
/// annotations that ML.NET's own trainers write, in their order. Where the label is a vector, each column is one too, with a
/// slot for each of its labels.
/// </summary>
/// <param name="description">The network as it was trained.</param>
/// <param name="label">What the model knows of the label.</param>
internal sealed class BinaryColumns(NetworkDescription description, ModelColumns label) : ScoreColumns
{
    private const string Kind = "BinaryClassification";

    private readonly bool _isCalibrated = description.OutputLayer.Activation == Activation.Sigmoid;
    private readonly int? _slots = label.IsVector ? description.Outputs : null;

    public override int Count => _isCalibrated ? 3 : 2;

    public override Delegate CreateGetter(int column, IScores row) => column switch
    {
        0 => GetterOf(row, _slots, score => score > 0),
        1 => GetterOf(row, _slots, score => score),
        _ => GetterOf(row, _slots, score => VectorFunctions.Sigmoid(new Vec1(score)).ToSingle()),
    };

    public override AddedColumn[] Create(uint setId)
    {
        var predicted = new DataViewSchema.Annotations.Builder();
        AddText(predicted, AnnotationKinds.ScoreColumnKind, Kind);
        AddText(predicted, AnnotationKinds.ScoreValueKind, PredictedLabel);
        AddSetId(predicted, setId);

        var score = new DataViewSchema.Annotations.Builder();
        AddText(score, AnnotationKinds.ScoreColumnKind, Kind);
        AddSetId(score, setId);
        AddText(score, AnnotationKinds.ScoreValueKind, Score);

        var probability = new DataViewSchema.Annotations.Builder();
        AddText(probability, AnnotationKinds.ScoreColumnKind, Kind);
        AddSetId(probability, setId);
        probability.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        AddText(probability, AnnotationKinds.ScoreValueKind, Probability);

        AddedColumn[] columns =
        [
            Column(PredictedLabel, BooleanDataViewType.Instance, predicted),
            Column(Score, NumberDataViewType.Single, score),
            Column(Probability, NumberDataViewType.Single, probability),
        ];
        return columns[..Count];
    }

    private AddedColumn Column(string name, PrimitiveDataViewType itemType, DataViewSchema.Annotations.Builder annotations) =>
        CreateColumn(name, itemType, _slots, label.LabelValues, annotations);
}
