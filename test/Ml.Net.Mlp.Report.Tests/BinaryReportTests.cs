using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>What the page says of two classes is what ML.NET's own evaluation says.</summary>
public sealed class BinaryReportTests
{
    private static readonly IDataView Data = Cases.Binary();
    private static readonly MlpBinaryTransformer Trained = Cases.TrainBinary(Data);

    private readonly CalibratedBinaryClassificationMetrics _metrics = new MLContext(1).BinaryClassification.Evaluate(Trained.Transform(Data));
    private readonly ReportDocument _page = ReportDocument.Of(Trained.Model, Data, new MlpReportOptions { ClassNames = ["stays", "leaves"] });

    [Fact]
    public void The_numbers_are_those_of_Evaluate()
    {
        _metrics.Accuracy.Should().BeInRange(0.5, 0.99);
        _page.Tile("Accuracy").Should().Be(Figure.FinePercent(_metrics.Accuracy));
        _page.Tile("Area under the ROC curve").Should().Be(Figure.Number(_metrics.AreaUnderRocCurve));
        _page.Tile("F1 of leaves").Should().Be(Figure.Number(_metrics.F1Score));
        _page.Tile("Log-loss in bits").Should().Be(Figure.Number(_metrics.LogLoss));
    }

    [Fact]
    public void The_classes_have_ML_NETs_precision_and_recall()
    {
        var rows = _page.Table("Precision, recall and F1");

        rows[1][..3].Should().Equal("leaves", Figure.Percent(_metrics.PositivePrecision), Figure.Percent(_metrics.PositiveRecall));
        rows[0][..3].Should().Equal("stays", Figure.Percent(_metrics.NegativePrecision), Figure.Percent(_metrics.NegativeRecall));
    }

    [Fact]
    public void At_a_half_the_thresholds_do_what_the_model_does()
    {
        var row = _page.Table("What thresholds of the probability of leaves do").Single(row => row[0] == "0.5");

        row[1..3].Should().Equal(Figure.Percent(_metrics.PositivePrecision), Figure.Percent(_metrics.PositiveRecall));
        row[4].Should().Be(Figure.Percent(_metrics.Accuracy));
    }

    [Fact]
    public void Scores_that_are_no_probabilities_have_no_calibration_and_no_log_loss()
    {
        var hinge = Cases.TrainBinary(Data, Loss.Hinge);
        var metrics = new MLContext(1).BinaryClassification.EvaluateNonCalibrated(hinge.Transform(Data));

        var page = ReportDocument.Of(hinge.Model, Data);

        page.Tile("Accuracy").Should().Be(Figure.FinePercent(metrics.Accuracy));
        page.Tile("Area under the ROC curve").Should().Be(Figure.Number(metrics.AreaUnderRocCurve));
        page.All("#calibration").Should().BeEmpty();
        page.Text("#summary").Should().Contain("scores and no probabilities").And.NotContain("Log-loss in");
    }

    [Fact]
    public void Rows_of_one_class_alone_have_no_ROC_curve()
    {
        var leaving = new TestView(9, TestColumn.Features(4, _ => [1, 0, 0, 0]), TestColumn.Of("Label", BooleanDataViewType.Instance, _ => true));

        var page = ReportDocument.Of(Trained.Model, leaving);

        page.All("#thresholds").Should().BeEmpty();
        page.Text("#summary").Should().NotContain("ROC");
    }
}
