namespace Ml.Net.Mlp.Report;

/// <summary>What the model is worth, in a few numbers.</summary>
internal static class SummarySection
{
    public static void Write(PageWriter page, ReportContent content)
    {
        var html = page.Html;
        page.Begin("summary", "Summary");
        WriteNotes(html, content.Options.Notes);
        html.Add($"<dl class=\"tiles\">");
        foreach (var (name, value) in Numbers(content))
        {
            html.Add($"<div class=\"tile\"><dt>{name}</dt><dd>{value}</dd></div>");
        }

        html.Add($"</dl>\n");
        html.Add($"<p>Judged by {Figure.Count(content.Rows, "row")}{(content.Skipped == 0 ? "" : $"; {Figure.Count(content.Skipped, "more row")} without a label left out")}. {Explanation(content.Judge)}</p>\n");
        page.End();
    }

    private static void WriteNotes(HtmlWriter html, string notes)
    {
        var paragraphs = notes.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (paragraphs.Length == 0)
        {
            return;
        }

        html.Add($"<div class=\"notes\">");
        foreach (var paragraph in paragraphs)
        {
            html.Add($"<p>{paragraph}</p>");
        }

        html.Add($"</div>\n");
    }

    private static IEnumerable<(string Name, string Value)> Numbers(ReportContent content)
    {
        switch (content.Judge)
        {
            case ClassJudge { Thresholds: { } thresholds } judge:
                yield return ("Accuracy", Figure.FinePercent(judge.Confusion.Accuracy));
                if (thresholds.HasBothClasses)
                {
                    yield return ("Area under the ROC curve", Figure.Number(thresholds.AreaUnderRocCurve));
                    yield return ("Average precision", Figure.Number(thresholds.AveragePrecision));
                }

                yield return ($"F1 of {content.ClassNames[1]}", Figure.Number(judge.Confusion.F1(1)));
                foreach (var number in OfProbabilities(judge))
                {
                    yield return number;
                }

                yield return ($"Told wrong of {Figure.Count(judge.Confusion.Rows)}", Figure.Count(judge.Confusion.Rows - judge.Confusion.Right));
                break;
            case ClassJudge judge:
                yield return ("Accuracy", Figure.FinePercent(judge.Confusion.Accuracy));
                yield return ("Mean accuracy of the classes", Figure.FinePercent(judge.Confusion.MacroAccuracy));
                yield return ("Mean F1 of the classes", Figure.Number(judge.Confusion.MacroF1));
                foreach (var number in OfProbabilities(judge))
                {
                    yield return number;
                }

                yield return ($"Told wrong of {Figure.Count(judge.Confusion.Rows)}", Figure.Count(judge.Confusion.Rows - judge.Confusion.Right));
                break;
            case RegressionJudge judge:
                yield return ("R²", judge.RSquared is { } r ? Figure.Number(r) : "not defined");
                yield return ("Mean absolute error", Figure.Number(judge.MeanAbsoluteError));
                yield return ("Median absolute error", Figure.Number(judge.MedianAbsoluteError));
                yield return ("Root mean squared error", Figure.Number(judge.RootMeanSquaredError));
                yield return ("Mean error (prediction - label)", Figure.Number(judge.MeanError));
                break;
        }
    }

    private static IEnumerable<(string Name, string Value)> OfProbabilities(ClassJudge judge)
    {
        if (judge.HasProbabilities)
        {
            yield return ($"Log-loss in {judge.LogLossUnit}", Figure.Number(judge.LogLoss));
            yield return ("Expected calibration error", Figure.Percent(judge.Reliability.ExpectedCalibrationError));
        }
    }

    private static string Explanation(Judge judge) => judge switch
    {
        ClassJudge { HasProbabilities: false } => "The outputs of this network are scores and no probabilities, so there is no log-loss and no calibration.",
        ClassJudge => "A log-loss of 0 would be certainty about every row and no mistake; the calibration error is how far probabilities are from what comes true, on average.",
        _ => "Errors are in the unit of the label. R² is 1 where every prediction is right, and 0 where they are no better than the labels' mean.",
    };
}
