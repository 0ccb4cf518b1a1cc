namespace Ml.Net.Mlp.Report;

/// <summary>Of predicted numbers: predictions beside labels, and the errors.</summary>
internal static class ResidualSection
{
    private const int MostPoints = 1500;
    private const int Bins = 40;
    private const int Tenths = 10;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Judge is not RegressionJudge judge)
        {
            return;
        }

        page.Begin("predictions", "Predictions and errors");
        page.Html.Add($"<div class=\"figures\">\n");
        WriteScatter(page, judge, content.Options.Seed);
        WriteHistogram(page, judge);
        page.Html.Add($"</div>\n");
        page.End();
    }

    private static void WriteScatter(PageWriter page, RegressionJudge judge, int seed)
    {
        var rows = judge.Rows;
        var shown = rows.Count <= MostPoints ? rows : Draw(rows, seed);
        var (least, most) = ((double)shown.Min(row => Math.Min(row.Label, row.Predicted)), (double)shown.Max(row => Math.Max(row.Label, row.Predicted)));
        var title = shown.Count < rows.Count ? $"Predicted against actual: {Figure.Count(shown.Count)} of {Figure.Count(rows.Count)} rows, drawn at random" : "Predicted against actual";
        page.Add("scatter", title, $"Scatter chart of predictions by labels: {(judge.RSquared is { } r ? $"R² is {Figure.Number(r)}" : "all labels are the same")}. On the dashed diagonal predictions are right.",
            new Chart(
                new ChartAxis("actual"),
                new ChartAxis("predicted"),
                [
                    new ChartSeries("right", "line", "muted", [[least, least], [most, most]]) { Dashed = true, Silent = true },
                    new ChartSeries("predicted", "points", "a", shown.Select(row => new double?[] { row.Label, row.Predicted })),
                ])
            {
                Square = true,
            },
            TableOfTenths(rows));
    }

    private static (float Label, float Predicted)[] Draw(IReadOnlyList<(float Label, float Predicted)> rows, int seed)
    {
        var places = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(places);
        return [.. places.Take(MostPoints).Order().Select(place => rows[place])];
    }

    private static PageTable TableOfTenths(IReadOnlyList<(float Label, float Predicted)> rows) => new(
        "Rows in tenths by what was predicted", ["predicted", "rows", "mean prediction", "mean label", "mean absolute error"],
        rows.OrderBy(row => row.Predicted).Chunk(((rows.Count - 1) / Tenths) + 1).Select(tenth => (IReadOnlyList<string>)
        [
            $"{Figure.Number(tenth[0].Predicted)} to {Figure.Number(tenth[^1].Predicted)}",
            Figure.Count(tenth.Length),
            Figure.Number(tenth.Average(row => (double)row.Predicted)),
            Figure.Number(tenth.Average(row => (double)row.Label)),
            Figure.Number(tenth.Average(row => Math.Abs((double)row.Predicted - row.Label))),
        ]));

    private static void WriteHistogram(PageWriter page, RegressionJudge judge)
    {
        // The farthest hundredth on each side would leave no room for the others: they go into the outermost bins.
        var errors = judge.Rows.Select(row => (double)row.Predicted - row.Label).Order().ToArray();
        var (least, most) = (errors[errors.Length / 100], errors[errors.Length - 1 - (errors.Length / 100)]);
        var width = most > least ? (most - least) / Bins : 1;
        var counts = new long[Bins];
        foreach (var error in errors)
        {
            counts[(int)Math.Clamp((error - least) / width, 0, Bins - 1)]++;
        }

        string Range(int bin) => $"{Figure.Number(least + (bin * width))} to {Figure.Number(least + ((bin + 1) * width))}";
        page.Add("residuals", "Errors: prediction - label",
            $"Bar chart of the number of rows by their error. Half of the rows are off by at most {Figure.Number(judge.MedianAbsoluteError)}.",
            new Chart(
                new ChartAxis("prediction - label") { Categories = [.. counts.Select((_, bin) => Figure.Number(least + ((bin + 0.5) * width)))] },
                new ChartAxis("rows") { Min = 0, IsWhole = true },
                [new ChartSeries("rows", "bar", "a", counts.Select(count => new double?[] { count }))])
            {
                Square = true,
            },
            new PageTable("Errors; the outermost bins hold all that is farther away too", ["prediction - label", "rows"], counts.Select((count, bin) => (IReadOnlyList<string>)[Range(bin), Figure.Count(count)])));
    }
}
