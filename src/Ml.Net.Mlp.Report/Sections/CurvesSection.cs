using System.Globalization;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Report;

/// <summary>How the training went, epoch by epoch.</summary>
internal static class CurvesSection
{
    private static readonly Measure[] Measures =
    [
        new("loss", "Loss", e => e.Loss, e => e.ValidationLoss),
        new("accuracy", "Accuracy", e => e.Accuracy, e => e.ValidationAccuracy) { IsShare = true },
        new("error", "Mean absolute error", e => e.MeanAbsoluteError, e => e.ValidationMeanAbsoluteError),
        new("r-squared", "R²", e => e.RSquared, e => e.ValidationRSquared),
        new("auc", "Area under the ROC curve", _ => null, e => e.ValidationAreaUnderRocCurve),
    ];

    public static void Write(PageWriter page, ReportContent content)
    {
        var history = content.Model.History;
        if (history.Count == 0)
        {
            return;
        }

        page.Begin("curves", "Learning curves");
        page.Html.Add($"<p>{Story(history)}</p>\n<div class=\"figures\">\n");
        foreach (var measure in Measures)
        {
            WriteMeasure(page, history, measure);
        }

        WriteLearningRate(page, history);
        page.Html.Add($"</div>\n");
        page.End();
    }

    private static string Story(TrainingHistory history) => $"{Figure.Count(history.Count, "epoch")}; " + history.StopReason switch
    {
        StopReason.Completed => "all that were asked for",
        StopReason.EarlyStopping => "ended by early stopping",
        StopReason.Cancelled => "ended by cancellation",
        StopReason.TimeBudget => "ended by the time budget",
        _ => "ended by the program",
    } + (history.BestEpoch == history.Count
        ? ". The network is that of the last epoch."
        : $". The best one by what was watched is epoch {history.BestEpoch.ToString(CultureInfo.InvariantCulture)}, marked in the charts.")
        + (history.Any(epoch => epoch.ValidationLoss != null) ? "" : " There were no validation rows.");

    private static void WriteMeasure(PageWriter page, TrainingHistory history, Measure measure)
    {
        var (training, validation) = (Places(history, measure.Training), Places(history, measure.Validation));
        var series = new List<ChartSeries>();
        if (training.Length > 0)
        {
            series.Add(new ChartSeries("training", "line", "a", training));
        }

        if (validation.Length > 0)
        {
            series.Add(new ChartSeries("validation", "line", "b", validation) { Dashed = true });
        }

        if (series.Count > 0)
        {
            Add(page, history, $"curve-{measure.Id}", measure.Name, series, measure.IsShare);
        }
    }

    private static void WriteLearningRate(PageWriter page, TrainingHistory history)
    {
        // Where it stays as it is, a chart says nothing; files of early versions have none.
        if (history.Select(epoch => epoch.LearningRate).Distinct().Count() > 1)
        {
            var rates = Places(history, epoch => epoch.LearningRate);
            Add(page, history, "curve-rate", "Learning rate at the end of the epoch", [new ChartSeries("learning rate", "line", "c", rates)], isShare: false);
        }
    }

    private static void Add(PageWriter page, TrainingHistory history, string id, string name, List<ChartSeries> series, bool isShare)
    {
        var marked = history.BestEpoch >= 1 && history.BestEpoch < history.Count;
        var chart = new Chart(new ChartAxis("epoch") { IsWhole = true, Min = 1, Max = Math.Max(2, history.Count) }, new ChartAxis("") { IsShare = isShare }, series)
        {
            Mark = marked ? new ChartMark(history.BestEpoch, $"best: {history.BestEpoch.ToString(CultureInfo.InvariantCulture)}") : null,
        };
        string Text(double? value) => value is { } number ? isShare ? Figure.Percent(number) : Figure.Number(number) : "-";
        var description = $"Line chart of {name} by epoch. " + string.Concat(series.Select(one => one.Data.ToArray() is var data
            ? $"{one.Name}: from {Text(data[0][1])} in epoch {Figure.Number(data[0][0]!.Value)} to {Text(data[^1][1])} in epoch {Figure.Number(data[^1][0]!.Value)}. " : ""))
            + (marked ? $"Best epoch: {history.BestEpoch.ToString(CultureInfo.InvariantCulture)}." : "");
        var columns = series.Select(one => one.Data.ToDictionary(place => place[0]!.Value, place => place[1])).ToArray();
        var table = new PageTable(name, ["epoch", .. series.Select(one => one.Name)], history.Select(epoch => (IReadOnlyList<string>)
            [epoch.Epoch.ToString(CultureInfo.InvariantCulture), .. columns.Select(column => Text(column.GetValueOrDefault(epoch.Epoch)))]));
        page.Add(id, name, description, chart, table);
    }

    private static double?[][] Places(TrainingHistory history, Func<EpochResult, double?> value) =>
        [.. history.Where(epoch => value(epoch) is { } number && double.IsFinite(number)).Select(epoch => new[] { epoch.Epoch, value(epoch) })];

    private sealed record Measure(string Id, string Name, Func<EpochResult, double?> Training, Func<EpochResult, double?> Validation)
    {
        public bool IsShare { get; init; }
    }
}
