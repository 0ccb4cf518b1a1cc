using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Ml.Net.Mlp;

/// <summary>The columns of <see cref="MulticlassColumns"/> as they can be told before training.</summary>
internal static class MulticlassShape
{
    public static SchemaShape.Column[] Of(SchemaShape.Column label)
    {
        SchemaShape.Column[] common =
        [
            MlNetInternals.ShapeColumn(AnnotationKinds.ScoreColumnSetId, VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true),
            Text(AnnotationKinds.ScoreColumnKind, VectorKind.Scalar),
            Text(AnnotationKinds.ScoreValueKind, VectorKind.Scalar),
        ];
        SchemaShape.Column[] score = common;
        SchemaShape.Column[] predicted = common;
        if (label.Annotations.Find(AnnotationKinds.KeyValues) is { Kind: VectorKind.Vector } values)
        {
            score =
            [
                Text(AnnotationKinds.SlotNames, VectorKind.Vector),
                MlNetInternals.ShapeColumn(AnnotationKinds.TrainingLabelValues, VectorKind.Vector, values.ItemType, values.IsKey),
                .. common,
            ];
            predicted = [values, .. common];
        }

        return
        [
            MlNetInternals.ShapeColumn(ScoreColumns.Score, VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape(score)),
            MlNetInternals.ShapeColumn(ScoreColumns.PredictedLabel, VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape(predicted)),
        ];
    }

    private static SchemaShape.Column Text(string name, VectorKind kind) =>
        MlNetInternals.ShapeColumn(name, kind, TextDataViewType.Instance, isKey: false);
}
