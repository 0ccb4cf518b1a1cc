namespace Ml.Net.Mlp.Report;

/// <summary>Which classes are taken for which: a heat map that is a table, and the most frequent mistakes.</summary>
internal static class ConfusionSection
{
    /// <summary>Classes that the heat map has room for.</summary>
    private const int MostClasses = 40;

    private const int MostMistakes = 10;

    public static void Write(PageWriter page, ReportContent content)
    {
        if (content.Judge is not ClassJudge { Confusion: var confusion })
        {
            return;
        }

        var html = page.Html;
        page.Begin("confusion", "Confusion matrix");
        var shown = Choose(confusion);
        var worst = Worst(confusion, shown);
        html.Add($"<p>A row is what the rows are, a column what they are told as. Blue: told right, the more of the class the stronger. Orange: told wrong{(worst == 0 ? "" : $"; the strongest orange is {Figure.Percent(worst)} of a class")}.");
        if (shown.Length < confusion.Classes)
        {
            html.Add($" Shown are {Figure.Count(shown.Length)} of {Figure.Count(confusion.Classes)} classes: those with the most mistakes.");
        }

        html.Add($"</p>\n<div class=\"card\">");
        WriteMatrix(html, content.ClassNames, confusion, shown, worst);
        html.Add($"</div>\n");
        WriteMistakes(html, content.ClassNames, confusion);
        page.End();
    }

    private static int[] Choose(ConfusionCounts confusion)
    {
        var classes = Enumerable.Range(0, confusion.Classes);
        return confusion.Classes <= MostClasses
            ? [.. classes]
            : [.. classes.OrderByDescending(label => confusion.RowsOf(label) + confusion.ToldAs(label) - (2 * confusion[label, label])).Take(MostClasses).Order()];
    }

    /// <summary>The largest share of a class that is taken for one other.</summary>
    private static double Worst(ConfusionCounts confusion, int[] shown) => shown
        .SelectMany(actual => shown.Where(predicted => predicted != actual).Select(predicted => Share(confusion, actual, predicted)))
        .DefaultIfEmpty(0).Max();

    private static double Share(ConfusionCounts confusion, int actual, int predicted) =>
        confusion.RowsOf(actual) == 0 ? 0 : (double)confusion[actual, predicted] / confusion.RowsOf(actual);

    private static void WriteMatrix(HtmlWriter html, IReadOnlyList<string> names, ConfusionCounts confusion, int[] shown, double worst)
    {
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Confusion matrix\"><table class=\"matrix{(shown.Length > 20 ? " dense" : "")}\" id=\"matrix\"><caption class=\"hidden\">Rows of each class, by the class that they are told as</caption>");
        html.Add($"<thead><tr><td class=\"corner\">is \\ told as</td>");
        foreach (var predicted in shown)
        {
            html.Add($"<th scope=\"col\">{names[predicted]}</th>");
        }

        html.Add($"</tr></thead><tbody>\n");
        foreach (var actual in shown)
        {
            html.Add($"<tr><th scope=\"row\">{names[actual]}</th>");
            foreach (var predicted in shown)
            {
                var (count, share) = (confusion[actual, predicted], Share(confusion, actual, predicted));

                // Mistakes are few: on the scale of what is told right they would all be white.
                var heat = actual == predicted || worst == 0 ? share : Math.Sqrt(share / worst);
                html.Add($"<td class=\"{(actual == predicted ? "right" : "wrong")}{(count == 0 ? " none" : "")}\" style=\"--heat:{heat:0.###}\" data-tip=\"{names[actual]} told as {names[predicted]}: {Figure.Count(count)} of {Figure.Count(confusion.RowsOf(actual))} ({Figure.Percent(share)})\">{count}</td>");
            }

            html.Add($"</tr>\n");
        }

        html.Add($"</tbody></table></div>\n");
    }

    private static void WriteMistakes(HtmlWriter html, IReadOnlyList<string> names, ConfusionCounts confusion)
    {
        var mistakes = confusion.Confusions().Take(MostMistakes).ToArray();
        if (mistakes.Length == 0)
        {
            html.Add($"<p>No row is told wrong.</p>\n");
            return;
        }

        html.Add($"<div class=\"card narrow\">");
        new PageTable("The most frequent mistakes", ["is", "told as", "rows", "of the class"], mistakes.Select(mistake => (IReadOnlyList<string>)
            [names[mistake.Actual], names[mistake.Predicted], Figure.Count(mistake.Count), Figure.Percent(Share(confusion, mistake.Actual, mistake.Predicted))])).Write(html);
        html.Add($"</div>\n");
    }
}
