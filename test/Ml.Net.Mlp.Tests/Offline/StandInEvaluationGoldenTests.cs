using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using static Ml.Net.Mlp.Tests.Offline.GoldenData;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Whichever Microsoft.ML is referenced: its metrics and confusion tables are those of ML.NET 5.0.0, to the last digit.</summary>
public sealed partial class StandInEvaluationGoldenTests
{
    private static readonly GoldenText _golden = new(MulticlassGolden + "\n" + BinaryAndRegressionGolden);

    private static readonly Dictionary<string, Func<MLContext, object>> _evaluations = new()
    {
        ["multiclass"] = ml => Multiclass(ml, Garments()),
        ["multiclass with names"] = ml => ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(Garments(), Named(GarmentNames))),
        ["multiclass with short names"] = ml => ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(Garments(), Named("a", "", "ccccc", "d"))),
        ["multiclass top 3"] = ml => Multiclass(ml, Garments(), topK: 3),
        ["multiclass, label by text keys"] = ml => ml.MulticlassClassification.Evaluate(Map(ml, "Name"), "Key"),
        ["multiclass, label by number keys"] = ml => ml.MulticlassClassification.Evaluate(Map(ml, "Number"), "Key"),
        ["multiclass, label as number"] = ml => ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(Garments()), "Number"),
        ["multiclass without the last class"] = ml => Multiclass(ml, Garments().Where(row => row.Label != 3)),
        ["multiclass with missing labels and scores"] = ml => Multiclass(ml, Garments().Select((row, i) =>
        {
            row.Label = i % 10 == 0 ? uint.MaxValue : row.Label;
            row.Score = i == 5 ? [float.NaN, 0, 0, 1] : row.Score;
            return row;
        })),
        ["multiclass with ties, zeros and certainty"] = ml => Multiclass(
            ml,
            [
                new() { Label = 0, Score = [0.25f, 0.25f, 0.25f, 0.25f] }, new() { Label = 1, Score = [0.25f, 0.25f, 0.25f, 0.25f] },
                new() { Label = 3, Score = [0.4f, 0.1f, 0.1f, 0.4f] }, new() { Label = 2, Score = [1f, 0f, 0f, 0f] },
                new() { Label = 0, Score = [1f, 0f, 0f, 0f] }, new() { Label = 1, Score = [0.3f, 0.3f, 0.4f, 0f] },
            ],
            topK: 4),
        ["multiclass of two classes, many rows"] = ml => ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, 2500).Select(i => new TwoClassRow
            {
                Label = i % 3 == 0 ? 0u : 1u,
                Score = i % 7 < 3 ? [0.75f, 0.25f] : [0.125f, 0.875f],
            }))),
        ["binary"] = ml => ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(Binary())),
        ["binary with more rows than are sampled for the curve"] = ml => ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(Binary(120_000))),
        ["binary without probabilities"] = ml => ml.BinaryClassification.EvaluateNonCalibrated(ml.Data.LoadFromEnumerable(Binary())),
        ["binary with certain probabilities"] = ml => ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(Binary().Select(row =>
        {
            row.Probability = row.Score > 0.5f ? 1 : row.Score < -0.5f ? 0 : 0.5f;
            return row;
        }))),
        ["binary with scores that are not finite"] = ml => ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(Binary().Select((row, i) =>
        {
            row.Score = i == 4 ? float.NaN : i == 6 ? 0 : row.Score;
            return row;
        }))),
        ["regression"] = ml => ml.Regression.Evaluate(ml.Data.LoadFromEnumerable(Regression())),
        ["regression with missing labels and scores"] = ml => ml.Regression.Evaluate(ml.Data.LoadFromEnumerable(Regression().Select((row, i) =>
        {
            row.Label = i == 2 ? float.NaN : row.Label;
            row.Score = i == 3 ? float.NaN : row.Score;
            return row;
        }))),
        ["regression of one constant"] = ml => ml.Regression.Evaluate(ml.Data.LoadFromEnumerable(Regression().Select(row =>
        {
            row.Label = 0.3f;
            return row;
        }))),
    };

    public static TheoryData<string> Names => new(_golden.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Evaluation_gives_what_MlNet_gives(string name) => Run(name).Should().Be(_golden[name]);

    [Fact]
    public void All_evaluations_are_compared() => _golden.Names.Should().BeEquivalentTo(_evaluations.Keys);

    [Fact]
    public void Count_for_a_pair_of_classes_takes_the_predicted_class_first()
    {
        var ml = new MLContext(1);
        var matrix = Multiclass(ml, Garments()).ConfusionMatrix;
        matrix.GetCountForClassPair(1, 0).Should().Be(matrix.Counts[0][1]);
        FluentActions.Invoking(() => matrix.GetCountForClassPair(4, 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void A_missing_or_wrong_column_is_named()
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(Garments());
        FluentActions.Invoking(() => ml.MulticlassClassification.Evaluate(rows, "Nope")).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*Nope*");
        FluentActions.Invoking(() => ml.MulticlassClassification.Evaluate(rows, "Name")).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Schema mismatch for label column 'Name': expected Single or Key, got String*");
        FluentActions.Invoking(() => ml.BinaryClassification.EvaluateNonCalibrated(rows)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Schema mismatch for score column 'Score': expected Single, got Vector<Single, 4>*");
    }

    [Fact]
    public void The_area_under_the_curve_needs_both_classes()
    {
        var ml = new MLContext(1);
        var positives = ml.Data.LoadFromEnumerable(Binary().Where(row => row.Label));
        FluentActions.Invoking(() => ml.BinaryClassification.Evaluate(positives)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("AUC is not defined when there is no negative class in the data*");
    }

    internal static string Run(string name)
    {
        // Confusion tables are written in the current culture.
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return new Transcript().Properties(_evaluations[name](new MLContext(1))).ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static MulticlassClassificationMetrics Multiclass(MLContext ml, IEnumerable<GarmentRow> rows, int topK = 0)
        => ml.MulticlassClassification.Evaluate(ml.Data.LoadFromEnumerable(rows), topKPredictionCount: topK);

    private static IDataView Map(MLContext ml, string column)
    {
        var rows = ml.Data.LoadFromEnumerable(Garments());
        return ml.Transforms.Conversion.MapValueToKey("Key", column).Fit(rows).Transform(rows);
    }

    private static SchemaDefinition Named(params string[] names)
    {
        var definition = SchemaDefinition.Create(typeof(GarmentRow));
        var values = new VBuffer<ReadOnlyMemory<char>>(names.Length, names.Select(name => name.AsMemory()).ToArray());
        definition["Score"].AddAnnotation("SlotNames", values, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        return definition;
    }

    private sealed class TwoClassRow
    {
        [KeyType(2)]
        public uint Label { get; set; }

        [VectorType(2)]
        public float[] Score { get; set; } = [];

        [KeyType(2)]
        public uint PredictedLabel { get; set; }
    }
}
