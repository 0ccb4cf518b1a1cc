namespace Ml.Net.Mlp.Report;

/// <summary>What features are worth.</summary>
internal static class ImportanceSection
{
    private const int MostBars = 20;
    private const int MostInTable = 200;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Importance is not { } importance)
        {
            return;
        }

        page.Begin("importance", "What features are worth");
        page.Html.Add($"<p>Permutation importance: by how much the {importance.Metric} ({Figure.Number(importance.Base)}) grows when the values of a feature are shuffled among the rows, so that it says nothing any more; the mean of {Figure.Count(importance.Repeats, "shuffle")} over {Figure.Count(importance.Rows, "row")} drawn at random{(importance.NotLookedAt == 0 ? "" : $", for the {Figure.Count(content.Network.Inputs - importance.NotLookedAt)} features that vary most or not at all; the other {Figure.Count(importance.NotLookedAt)} were left out, because the network is large")}. Of features that say the same, each seems worth little.</p>\n");
        page.Html.Add($"<div class=\"figures\">\n");
        if (content.Image is { } image)
        {
            var values = importance.Features.Select(feature => (float)(feature?.Mean ?? 0)).ToArray();
            page.Html.Add($"<figure class=\"card square\"><figcaption>Worth of each pixel: blue where shuffling it does harm</figcaption><img class=\"large\" src=\"{Pixels.Signed(values, image)}\" width=\"{image.Width}\" height=\"{image.Height}\" alt=\"Worth of the pixels; the worthiest is {content.FeatureName(importance.Ranked.First().Feature)}\"></figure>\n");
        }

        WriteBars(page, content, importance);
        page.Html.Add($"</div>\n");
        page.End();
    }

    private static void WriteBars(PageWriter page, ReportContent content, Importance importance)
    {
        var ranked = importance.Ranked.ToArray();
        var shown = ranked.Take(MostBars).ToArray();
        var noun = content.Image == null ? "features" : "pixels";
        var description = $"Bar chart of what features are worth. {string.Join("; ", shown.Take(5).Select(worth => $"{content.FeatureName(worth.Feature)}: {Figure.Number(worth.Mean)}"))}.";

        // Charts count from below; the worthiest stands on top.
        var chart = new Chart(
            new ChartAxis("growth when it is shuffled"),
            new ChartAxis("") { Categories = [.. shown.Reverse().Select(worth => content.FeatureName(worth.Feature))] },
            [new ChartSeries("worth", "bar", "a", shown.Reverse().Select(worth => new double?[] { worth.Mean }))]);
        var table = new PageTable(
            ranked.Length > MostInTable ? $"Worth of the {MostInTable} worthiest {noun}" : $"Worth of the {noun}", ["feature", $"growth of the {importance.Metric}", "standard deviation"],
            ranked.Take(MostInTable).Select(worth => (IReadOnlyList<string>)[content.FeatureName(worth.Feature), Figure.Number(worth.Mean), Figure.Number(worth.Deviation)]));
        page.Add("worth", shown.Length < importance.Features.Count ? $"The {Figure.Count(shown.Length)} worthiest of {Figure.Count(importance.Features.Count)} {noun}" : $"Worth of the {noun}", description, chart, table);
    }
}
