using System.Globalization;

namespace Ml.Net.Mlp.Report;

/// <summary>With two classes: what each threshold would do.</summary>
internal static class ThresholdSection
{
    private const int MostPoints = 200;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Judge is not ClassJudge { Thresholds: { HasBothClasses: true } thresholds } judge)
        {
            return;
        }

        var positive = content.ClassNames[1];
        page.Begin("thresholds", "Thresholds");
        page.Html.Add($"<p>A row is told as {positive} where its {(judge.HasProbabilities ? "probability is at least 0.5" : "score is above 0")}. Another threshold finds more of them, or makes fewer false alarms.</p>\n");
        page.Html.Add($"<div class=\"figures\">\n");
        WriteCurves(page, thresholds, positive);
        page.Html.Add($"</div>\n");
        WriteTable(page, thresholds, judge.HasProbabilities, positive);
        page.End();
    }

    private static void WriteCurves(PageWriter page, ThresholdCurves thresholds, string positive)
    {
        var points = thresholds.Thinned(MostPoints);
        var share = (double)points[^1].Positives / (points[^1].Positives + points[^1].Negatives);
        page.Add("roc", "ROC curve", $"Line chart of the true positive rate by the false positive rate. The area under it is {Figure.Number(thresholds.AreaUnderRocCurve)}; guessing has 0.5.",
            new Chart(
                new ChartAxis("false positive rate") { IsShare = true, Min = 0, Max = 1 },
                new ChartAxis("true positive rate") { IsShare = true, Min = 0, Max = 1 },
                [
                    new ChartSeries("guessing", "line", "muted", [[0, 0], [1, 1]]) { Dashed = true, Silent = true },
                    new ChartSeries("true positive rate", "line", "a", points.Select(point => new double?[] { point.FalsePositiveRate, point.Recall })),
                ])
            {
                Square = true,
            },
            Table("ROC curve", points, ["threshold", "false positive rate", "true positive rate"], point => [Figure.Percent(point.FalsePositiveRate), Figure.Percent(point.Recall)]));
        page.Add("precision-recall", "Precision by recall", $"Line chart of the precision by the recall of {positive}. The average precision is {Figure.Number(thresholds.AveragePrecision)}; guessing has {Figure.Number(share)}.",
            new Chart(
                new ChartAxis("recall") { IsShare = true, Min = 0, Max = 1 },
                new ChartAxis("precision") { IsShare = true, Min = 0, Max = 1 },
                [
                    new ChartSeries("guessing", "line", "muted", [[0, share], [1, share]]) { Dashed = true, Silent = true },
                    new ChartSeries("precision", "line", "b", points.Where(point => point.IsPrecisionDefined).Select(point => new double?[] { point.Recall, point.Precision })),
                ])
            {
                Square = true,
            },
            Table("Precision by recall", points, ["threshold", "recall", "precision"], point => [Figure.Percent(point.Recall), point.IsPrecisionDefined ? Figure.Percent(point.Precision) : "-"]));
    }

    private static void WriteTable(PageWriter page, ThresholdCurves thresholds, bool hasProbabilities, string positive)
    {
        // Of scores, which have no scale of their own, those at every twentieth of the rows.
        var places = hasProbabilities
            ? Enumerable.Range(1, 19).Select(i => thresholds.At(i / 20.0))
            : Enumerable.Range(1, 19).Select(i => thresholds.Points.Last(point => point.ToldPositive <= 1 - (i / 20.0))).Where(point => double.IsFinite(point.Threshold)).Distinct();
        page.Html.Add($"<div class=\"card\" id=\"threshold-table\">");
        Table($"What thresholds of the {(hasProbabilities ? $"probability of {positive}" : "score")} do", places,
            ["threshold", "precision", "recall", "F1", "accuracy", $"told {positive}"],
            point => [point.IsPrecisionDefined ? Figure.Percent(point.Precision) : "-", Figure.Percent(point.Recall), Figure.Number(point.F1), Figure.Percent(point.Accuracy), Figure.Percent(point.ToldPositive)]).Write(page.Html);
        page.Html.Add($"</div>\n");
    }

    private static PageTable Table(string caption, IEnumerable<ThresholdPoint> points, IReadOnlyList<string> heads, Func<ThresholdPoint, string[]> cells) =>
        new(caption, heads, points.Select(point => (IReadOnlyList<string>)[double.IsFinite(point.Threshold) ? point.Threshold.ToString("0.####", CultureInfo.InvariantCulture) : "none", .. cells(point)]));
}
