using Microsoft.ML;
using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Ml.Net.Mlp;

/// <summary>The score columns as they can be told before training.</summary>
internal static class ScoreShape
{
    private static readonly SchemaShape.Column[] Common =
    [
        MlNetInternals.ShapeColumn(AnnotationKinds.ScoreColumnSetId, VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true),
        Text(AnnotationKinds.ScoreColumnKind, VectorKind.Scalar),
        Text(AnnotationKinds.ScoreValueKind, VectorKind.Scalar),
    ];

    /// <summary>The columns of <see cref="MulticlassColumns"/>.</summary>
    public static SchemaShape.Column[] OfMulticlass(SchemaShape.Column label)
    {
        var values = label.Annotations.Find(AnnotationKinds.KeyValues) is { Kind: VectorKind.Vector } found ? found : default(SchemaShape.Column?);
        SchemaShape.Column[] scoreNames = values == null
            ? []
            : [
                Text(AnnotationKinds.SlotNames, VectorKind.Vector),
                MlNetInternals.ShapeColumn(AnnotationKinds.TrainingLabelValues, VectorKind.Vector, values.Value.ItemType, values.Value.IsKey),
            ];
        SchemaShape.Column[] keyValues = values == null ? [] : [values.Value];
        return
        [
            MlNetInternals.ShapeColumn(ScoreColumns.Score, VectorKind.Vector, NumberDataViewType.Single, isKey: false, new SchemaShape([.. scoreNames, .. Common])),
            MlNetInternals.ShapeColumn(ScoreColumns.PredictedLabel, VectorKind.Scalar, NumberDataViewType.UInt32, isKey: true, new SchemaShape([.. keyValues, .. Common])),
        ];
    }

    /// <summary>The columns of <see cref="BinaryColumns"/>.</summary>
    public static SchemaShape.Column[] OfBinary(SchemaShape.Column label, bool isCalibrated)
    {
        var isNormalized = MlNetInternals.ShapeColumn(
            AnnotationKinds.IsNormalized, VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false);
        var score = Like(label, ScoreColumns.Score, NumberDataViewType.Single);
        var predicted = Like(label, ScoreColumns.PredictedLabel, BooleanDataViewType.Instance);
        return isCalibrated
            ? [score, Like(label, ScoreColumns.Probability, NumberDataViewType.Single, isNormalized), predicted]
            : [score, predicted];
    }

    /// <summary>The column of <see cref="RegressionColumns"/>.</summary>
    public static SchemaShape.Column[] OfRegression(SchemaShape.Column label) =>
        [Like(label, ScoreColumns.Score, NumberDataViewType.Single)];

    /// <summary>A column that is a vector where the label is, with its slot names.</summary>
    private static SchemaShape.Column Like(SchemaShape.Column label, string name, DataViewType itemType, params SchemaShape.Column[] more)
    {
        SchemaShape.Column[] names = label.Kind == VectorKind.Vector
            && label.Annotations.Find(AnnotationKinds.SlotNames) is { Kind: VectorKind.Vector, ItemType: TextDataViewType }
                ? [Text(AnnotationKinds.SlotNames, VectorKind.Vector)]
                : [];
        return MlNetInternals.ShapeColumn(name, label.Kind, itemType, isKey: false, new SchemaShape([.. names, .. more, .. Common]));
    }

    private static SchemaShape.Column Text(string name, VectorKind kind) =>
        MlNetInternals.ShapeColumn(name, kind, TextDataViewType.Instance, isKey: false);
}
