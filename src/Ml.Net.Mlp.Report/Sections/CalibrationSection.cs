using System.Globalization;

namespace Ml.Net.Mlp.Report;

/// <summary>Whether probabilities mean what they say.</summary>
internal static class CalibrationSection
{
    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Judge is not ClassJudge { HasProbabilities: true, Reliability: var bins } judge)
        {
            return;
        }

        var isBinary = judge.Thresholds != null;
        var (what, outcome) = isBinary
            ? ($"probability of {content.ClassNames[1]}", $"share that is {content.ClassNames[1]}")
            : ("probability of the predicted class", "share told right");
        page.Begin("calibration", "Calibration");
        page.Html.Add($"<p>Predictions in {Figure.Count(bins.Count)} bins by the {what}; on the dashed diagonal probabilities are what comes true. Below it the network is too sure of itself. The expected calibration error is {Figure.Percent(bins.ExpectedCalibrationError)}.</p>\n");
        page.Html.Add($"<div class=\"figures\">\n");
        var filled = Enumerable.Range(0, bins.Count).Where(bin => bins.RowsOf(bin) > 0).ToArray();
        var table = new PageTable("Reliability", ["bin", "rows", $"mean {what}", outcome], Enumerable.Range(0, bins.Count).Select(bin => (IReadOnlyList<string>)
            [Range(bins, bin), Figure.Count(bins.RowsOf(bin)), .. bins.RowsOf(bin) == 0 ? (string[])["-", "-"] : [Figure.Percent(bins.Mean(bin)), Figure.Percent(bins.Share(bin))]]));
        page.Add("reliability", "Reliability diagram",
            $"Reliability diagram. Expected calibration error {Figure.Percent(bins.ExpectedCalibrationError)}. " + string.Join(" ", filled.Select(bin => $"At {Figure.Percent(bins.Mean(bin))}: {Figure.Percent(bins.Share(bin))}.")),
            new Chart(
                new ChartAxis($"mean {what}") { IsShare = true, Min = 0, Max = 1 },
                new ChartAxis(outcome) { IsShare = true, Min = 0, Max = 1 },
                [
                    new ChartSeries("as it should be", "line", "muted", [[0, 0], [1, 1]]) { Dashed = true, Silent = true },
                    new ChartSeries(outcome, "line", "a", filled.Select(bin => new double?[] { bins.Mean(bin), bins.Share(bin) })),
                ])
            {
                Square = true,
            },
            table);
        page.Add("confidence", "How sure the network is",
            $"Bar chart of the number of rows by the {what}.",
            new Chart(
                new ChartAxis(what) { Categories = [.. Enumerable.Range(0, bins.Count).Select(bin => Range(bins, bin))] },
                new ChartAxis("share of the rows") { IsShare = true, Min = 0 },
                [new ChartSeries("rows", "bar", "a", Enumerable.Range(0, bins.Count).Select(bin => new double?[] { (double)bins.RowsOf(bin) / bins.Rows }))])
            {
                Square = true,
            },
            new PageTable("Rows of each bin", ["bin", "rows"], Enumerable.Range(0, bins.Count).Select(bin => (IReadOnlyList<string>)[Range(bins, bin), Figure.Count(bins.RowsOf(bin))])));
        page.Html.Add($"</div>\n");
        page.End();
    }

    private static string Range(ReliabilityBins bins, int bin) =>
        string.Create(CultureInfo.InvariantCulture, $"{100.0 * bin / bins.Count:0}-{100.0 * (bin + 1) / bins.Count:0} %");
}
