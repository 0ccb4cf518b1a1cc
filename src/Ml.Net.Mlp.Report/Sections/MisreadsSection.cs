namespace Ml.Net.Mlp.Report;

/// <summary>The rows told wrong with the most confidence, or the numbers predicted with the largest errors.</summary>
internal static class MisreadsSection
{
    /// <summary>Features of a row that are shown: those worth most, or the first.</summary>
    private const int MostFeatures = 8;

    public static void Write(PageWriter page, ReportContent content)
    {
        var worst = content.Judge switch
        {
            ClassJudge judge => judge.Misreads,
            RegressionJudge judge => judge.LargestErrors,
            _ => throw new InvalidOperationException("There is no such judge."),
        };
        if (worst.Rows.Count == 0)
        {
            return;
        }

        var isRegression = content.Judge is RegressionJudge;
        page.Begin("misreads", isRegression ? "Largest errors" : "Most confident misreads");
        page.Html.Add($"<p>{Explain(content.Judge, worst)} Rows are counted from 0.</p>\n");
        if (content.Image is { } image)
        {
            WriteGallery(page.Html, content, worst.Rows, image);
        }
        else
        {
            WriteTable(page.Html, content, worst.Rows);
        }

        page.End();
    }

    private static string Explain(Judge judge, WorstRows worst)
    {
        var count = Figure.Count(worst.Rows.Count);
        var by = judge is ClassJudge { HasProbabilities: true } ? "highest probability" : "largest score";
        return judge is RegressionJudge ? $"The {count} rows whose predictions are farthest off."
            : worst.Rows.Count == worst.Offered ? $"All {Figure.Count(worst.Offered, "row")} told wrong, those with the {by} first."
            : $"The {count} of {Figure.Count(worst.Offered)} rows told wrong with the {by}.";
    }

    private static void WriteGallery(HtmlWriter html, ReportContent content, IReadOnlyList<JudgedRow> rows, ImageShape image)
    {
        var (least, most) = Range(content.Sample);
        html.Add($"<ul class=\"gallery misreads\">\n");
        foreach (var row in rows)
        {
            html.Add($"<li><img src=\"{Pixels.Grey(row.Features, image, least, most)}\" width=\"{image.Width}\" height=\"{image.Height}\" alt=\"Row {row.Number}: {Label(content, row.Label)}, told as {Label(content, row.Predicted)}\"><span><b>{Label(content, row.Label)}</b> told as <b>{Label(content, row.Predicted)}</b></span><span>{Confidence(content, row)}</span><span>row {row.Number}</span></li>\n");
        }

        html.Add($"</ul>\n");
    }

    private static void WriteTable(HtmlWriter html, ReportContent content, IReadOnlyList<JudgedRow> rows)
    {
        var features = (content.Importance?.Ranked.Select(worth => worth.Feature) ?? Enumerable.Range(0, content.Network.Inputs)).Take(MostFeatures).ToArray();
        html.Add($"<div class=\"card\">");
        new PageTable(
            $"Rows with their {(content.Importance == null ? "first" : "worthiest")} features, as the network gets them",
            ["row", "is", "told as", content.Judge is RegressionJudge ? "off by" : "confidence", .. features.Select(content.FeatureName)],
            rows.Select(row => (IReadOnlyList<string>)
            [
                Figure.Count(row.Number), Label(content, row.Label), Label(content, row.Predicted), Confidence(content, row),
                .. features.Select(feature => float.IsNaN(row.Features[feature]) ? "missing" : Figure.Number(row.Features[feature])),
            ])).Write(html);
        html.Add($"</div>\n");
    }

    private static string Label(ReportContent content, float label) =>
        content.Judge is RegressionJudge ? Figure.Number(label) : content.ClassNames[(int)label];

    private static string Confidence(ReportContent content, JudgedRow row) =>
        content.Judge is ClassJudge { HasProbabilities: true } ? Figure.Percent(row.Confidence) : Figure.Number(row.Confidence);

    private static (float Least, float Most) Range(RowSample sample)
    {
        var (least, most) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var row = 0; row < sample.Count; row++)
        {
            foreach (var value in sample.FeaturesOf(row))
            {
                least = float.IsFinite(value) ? Math.Min(least, value) : least;
                most = float.IsFinite(value) ? Math.Max(most, value) : most;
            }
        }

        return (least, most);
    }
}
