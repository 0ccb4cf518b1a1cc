using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>What the page says of predicted numbers is what ML.NET's own evaluation says.</summary>
public sealed class RegressionReportTests
{
    private static readonly IDataView Data = Cases.Regression();
    private static readonly MlpRegressionTransformer Trained = Cases.TrainRegression(Data);

    [Fact]
    public void The_numbers_are_those_of_Evaluate()
    {
        var metrics = new MLContext(1).Regression.Evaluate(Trained.Transform(Data));
        var page = ReportDocument.Of(Trained.Model, Data);

        page.Tile("R²").Should().Be(Figure.Number(metrics.RSquared));
        page.Tile("Mean absolute error").Should().Be(Figure.Number(metrics.MeanAbsoluteError));
        page.Tile("Root mean squared error").Should().Be(Figure.Number(metrics.RootMeanSquaredError));
        page.All("#confusion, #classes, #calibration, #thresholds").Should().BeEmpty();
        page.Table("Errors").Sum(row => int.Parse(row[1])).Should().Be(90);
    }

    [Fact]
    public void The_largest_errors_come_first()
    {
        var scored = Trained.Transform(Data);
        var worst = scored.GetColumn<float>("Label").Zip(scored.GetColumn<float>("Score"), (label, score) => Math.Abs(score - label)).Index()
            .OrderByDescending(row => row.Item).Take(3).ToArray();

        var shown = ReportDocument.Of(Trained.Model, Data, new MlpReportOptions { Misreads = 3 }).Table("Rows with");

        shown.Select(row => row[0]).Should().Equal(worst.Select(row => Figure.Count(row.Index)));
    }

    [Fact]
    public void Of_many_rows_the_chart_shows_some_and_says_so()
    {
        var page = ReportDocument.Of(Trained.Model, Cases.Regression(3000));

        page.Text("#predictions figcaption").Should().Be("Predicted against actual: 1,500 of 3,000 rows, drawn at random");
        page.Table("Rows in tenths").Sum(row => int.Parse(row[1])).Should().Be(3000);
    }

    [Fact]
    public void Labels_that_are_all_the_same_have_no_R_squared()
    {
        var flat = new TestView(5, TestColumn.Features(4, row => [row, 0, 0, 0]), TestColumn.Of("Label", NumberDataViewType.Single, _ => 2f));

        ReportDocument.Of(Trained.Model, flat).Tile("R²").Should().Be("not defined");
    }
}
