using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Report.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>What the page says of classes is what ML.NET's own evaluation says.</summary>
public sealed class MulticlassReportTests
{
    private static readonly IDataView Data = Cases.Multiclass();
    private static readonly MlpMulticlassTransformer Trained = new MLContext(1).MulticlassClassification.Trainers
        .Mlp(new MlpMulticlassTrainer.Options { HiddenLayers = [8], Epochs = 6, BatchSize = 16, LearningRate = 0.01f, Seed = 1, ValidationFraction = 0.2 }).Fit(Data);

    private readonly MulticlassClassificationMetrics _metrics = new MLContext(1).MulticlassClassification.Evaluate(Trained.Transform(Data));
    private readonly ReportDocument _page = ReportDocument.Of(Trained.Model, Data);

    [Fact]
    public void Accuracy_and_log_loss_are_those_of_Evaluate()
    {
        _metrics.MicroAccuracy.Should().BeInRange(0.4, 0.99, "some rows must be told wrong for this to say something");
        _page.Tile("Accuracy").Should().Be(Figure.FinePercent(_metrics.MicroAccuracy));
        _page.Tile("Mean accuracy of the classes").Should().Be(Figure.FinePercent(_metrics.MacroAccuracy));
        _page.Tile("Log-loss in nats").Should().Be(Figure.Number(_metrics.LogLoss));
        _page.Text("#summary > p").Should().StartWith("Judged by 90 rows.");
    }

    [Fact]
    public void The_confusion_matrix_is_that_of_Evaluate_and_says_its_counts_in_words()
    {
        var rows = _page.All("#matrix tbody tr");

        rows.Select(row => row.QuerySelectorAll("td").Select(cell => double.Parse(cell.TextContent))).Should().BeEquivalentTo(_metrics.ConfusionMatrix.Counts, o => o.WithStrictOrdering());
        rows.Select(row => row.QuerySelector("th")!.TextContent).Should().Equal("red", "green", "blue");
        rows[1].QuerySelectorAll("td")[0].GetAttribute("data-tip").Should()
            .StartWith($"green told as red: {_metrics.ConfusionMatrix.Counts[1][0]} of 30 (");
    }

    [Fact]
    public void Precision_recall_and_F1_are_those_of_the_confusion_matrix()
    {
        var matrix = _metrics.ConfusionMatrix;

        _page.Table("Precision, recall and F1").Should().BeEquivalentTo(Enumerable.Range(0, 3).Select(label =>
        {
            var (precision, recall) = (matrix.PerClassPrecision[label], matrix.PerClassRecall[label]);
            return new[] { ((string[])["red", "green", "blue"])[label], Figure.Percent(precision), Figure.Percent(recall), Figure.Number(2 * precision * recall / (precision + recall)), "30" };
        }), o => o.WithStrictOrdering());
    }

    [Fact]
    public void The_most_confident_misreads_come_first_with_their_worthiest_features()
    {
        var scored = Trained.Transform(Data);
        var wrong = scored.GetColumn<uint>("Label").Zip(scored.GetColumn<uint>("PredictedLabel"), scored.GetColumn<float[]>("Score")).Index()
            .Where(row => row.Item.First != row.Item.Second).OrderByDescending(row => row.Item.Third.Max()).ToArray();

        var shown = _page.Table("Rows with their worthiest features");

        shown.Select(row => row[0]).Should().Equal(wrong.Take(24).Select(row => Figure.Count(row.Index)));
        shown.Select(row => row[3]).Should().Equal(wrong.Take(24).Select(row => Figure.Percent(row.Item.Third.Max())));
        _page.Text("#misreads p").Should().Contain($"of {wrong.Length} rows told wrong");
        _page.All("#misreads th[scope=col]").Select(head => head.TextContent).Should().Contain("idle").And.EndWith("idle", "it is worth least");
    }

    [Fact]
    public void The_learning_curves_have_all_epochs_and_mark_the_best()
    {
        var history = Trained.Model.History;

        _page.Table("Loss").Should().BeEquivalentTo(history.Select(epoch => new[]
        {
            epoch.Epoch.ToString(), Figure.Number(epoch.Loss), Figure.Number(epoch.ValidationLoss!.Value),
        }), o => o.WithStrictOrdering());
        _page.Find("#curve-accuracy").GetAttribute("aria-label").Should().Contain($"validation: from {Figure.Percent(history[0].ValidationAccuracy!.Value)} in epoch 1");
    }

    [Fact]
    public void Calibration_has_every_row_in_a_bin()
    {
        var rows = _page.Table("Reliability");

        rows.Should().HaveCount(15);
        rows.Sum(row => int.Parse(row[1])).Should().Be(90);
        _page.Text("#calibration p").Should().Contain($"The expected calibration error is {_page.Tile("Expected calibration error")}");
    }

    [Fact]
    public void Importance_ranks_the_features_and_gives_the_idle_one_nothing()
    {
        var worths = _page.Table("Worth of the features");

        worths.Should().HaveCount(4);
        worths[^1][0].Should().Be("idle");
        Math.Abs(double.Parse(worths[^1][1], System.Globalization.CultureInfo.InvariantCulture)).Should().BeLessThan(0.001);
        double.Parse(worths[0][1], System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(0.05);
    }

    [Fact]
    public void The_network_is_described_and_drawn()
    {
        _page.Table("4 inputs, 3 outputs, 67 parameters").Select(row => row[0]).Should().Equal("inputs", "dense", "dense_1");
        _page.All("#drawing .node").Should().HaveCount(4 + 8 + 3);
        _page.All("#drawing line").Should().HaveCount((4 * 8) + (8 * 3));
        _page.Find("#drawing").GetAttribute("aria-label").Should().Contain("dense with 8 of 8 units drawn");
    }

    [Fact]
    public void Seed_options_and_versions_are_told()
    {
        var options = _page.Table("Options").ToDictionary(row => row[0], row => row[1]);

        options["Seed"].Should().Be("1");
        options["Rows to train on"].Should().Be("90");
        options["BatchSize"].Should().Be("16");
        options["Epochs"].Should().Be("6");
        options["Loss"].Should().Be("categorical_crossentropy");
        _page.Table("Versions").Select(row => row[0]).Should().Contain("Ml.Net.Mlp that trained the model").And.Contain("Runtime").And.Contain("ML.NET");
    }

    [Fact]
    public void Every_chart_has_a_description_and_its_numbers_as_a_table()
    {
        _page.All(".chart").Should().NotBeEmpty().And.OnlyContain(chart => chart.GetAttribute("role") == "img" && chart.GetAttribute("aria-label")!.Length > 20);
        _page.All("figure:has(.chart)").Should().OnlyContain(figure => figure.QuerySelector("table") != null);
        _page.All("img, svg").Should().OnlyContain(picture => picture.GetAttribute("alt") != null || picture.GetAttribute("aria-label") != null);
        _page.Find("html").GetAttribute("lang").Should().Be("en");
        _page.All("main").Should().HaveCount(1);
        _page.All("h1").Should().HaveCount(1);
    }

    [Fact]
    public void Training_rows_stand_beside_evaluation_rows_where_they_are_given()
    {
        var page = ReportDocument.Of(Trained.Model, Cases.Multiclass(30), new MlpReportOptions { TrainingData = Data });

        page.Table("Rows of each class")[0].Should().Equal("red", "10", "33.3 %", "30", "33.3 %");
    }
}
