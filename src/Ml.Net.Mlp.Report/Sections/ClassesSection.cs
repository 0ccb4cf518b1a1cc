namespace Ml.Net.Mlp.Report;

/// <summary>The classes: how many rows each has, and how well each is told.</summary>
internal static class ClassesSection
{
    /// <summary>Bars that a chart has room for.</summary>
    private const int MostBars = 40;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Judge is not ClassJudge judge)
        {
            return;
        }

        page.Begin("classes", "Classes");
        page.Html.Add($"<p>Precision is the share of right ones among the rows told as a class, recall the share of a class's rows that are told as it, and F1 their harmonic mean.</p>\n");
        page.Html.Add($"<div class=\"figures\">\n");
        WriteBalance(page, content, judge.Confusion);
        WriteMetrics(page, content, judge.Confusion);
        page.Html.Add($"</div>\n");
        page.End();
    }

    private static void WriteBalance(PageWriter page, ReportContent content, ConfusionCounts confusion)
    {
        var shown = Enumerable.Range(0, confusion.Classes).OrderByDescending(confusion.RowsOf).Take(MostBars).Order().ToArray();
        var training = content.TrainingBalance;
        double? Share(long rows, long all) => all == 0 ? null : (double)rows / all;
        var series = new List<ChartSeries>
        {
            new("evaluation", "bar", "b", shown.Select(label => new[] { Share(confusion.RowsOf(label), confusion.Rows) })),
        };
        if (training != null)
        {
            series.Insert(0, new ChartSeries("training", "bar", "a", shown.Select(label => new[] { Share(training[label], training.Sum()) })));
        }

        var title = $"Class balance{(shown.Length < confusion.Classes ? $" of the {Figure.Count(shown.Length)} largest of {Figure.Count(confusion.Classes)} classes" : "")}";
        var largest = shown.MaxBy(confusion.RowsOf);
        var chart = new Chart(new ChartAxis("class") { Categories = [.. shown.Select(label => content.ClassNames[label])] }, new ChartAxis("share of the rows") { IsShare = true, Min = 0 }, series);
        var description = $"Bar chart of the share of rows that each class has. The largest class of the evaluation rows is {content.ClassNames[largest]} with {Figure.Percent((double)confusion.RowsOf(largest) / confusion.Rows)}.";
        string[] heads = training == null ? ["class", "evaluation rows", "share"] : ["class", "evaluation rows", "share", "training rows", "share"];
        var table = new PageTable("Rows of each class", heads, Enumerable.Range(0, confusion.Classes).Select(label =>
        {
            List<string> row = [content.ClassNames[label], Figure.Count(confusion.RowsOf(label)), Figure.Percent((double)confusion.RowsOf(label) / confusion.Rows)];
            if (training != null)
            {
                row.AddRange([Figure.Count(training[label]), Figure.Percent((double)training[label] / Math.Max(1, training.Sum()))]);
            }

            return (IReadOnlyList<string>)row;
        }));
        page.Add("balance", title, description, chart, table);
    }

    private static void WriteMetrics(PageWriter page, ReportContent content, ConfusionCounts confusion)
    {
        var rows = Enumerable.Range(0, confusion.Classes).Select(label => (IReadOnlyList<string>)
        [
            content.ClassNames[label],
            Figure.Percent(confusion.Precision(label)),
            Figure.Percent(confusion.Recall(label)),
            Figure.Number(confusion.F1(label)),
            Figure.Count(confusion.RowsOf(label)),
        ]);
        page.Html.Add($"<div class=\"card\" id=\"metrics\">");
        new PageTable("Precision, recall and F1 of each class", ["class", "precision", "recall", "F1", "rows"], rows).Write(page.Html);
        page.Html.Add($"</div>\n");
    }
}
