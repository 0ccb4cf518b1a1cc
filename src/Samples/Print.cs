using System.Globalization;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Ml.Net.Mlp.Samples;

/// <summary>What all samples print alike, in the invariant culture.</summary>
internal static class Print
{
    /// <summary>A rule with a word on a terminal, the word on a line of its own elsewhere.</summary>
    public static void Title(string title)
    {
        Console.WriteLine();
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine($"== {title}");
        }
        else
        {
            AnsiConsole.Write(new Rule(Markup.Escape(title)) { Justification = Justify.Left });
        }
    }

    /// <summary>Writes a report where one is asked for, and says where it is.</summary>
    public static void Report(string? path, Action<string> save)
    {
        if (path != null)
        {
            Title("Report");
            save(path);
            Line($"written to {Path.GetFullPath(path)}, {new FileInfo(path).Length:N0} bytes");
        }
    }

    public static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Rows of each class in each set.</summary>
    public static void Balance(string what, params (string Name, IEnumerable<string> Labels)[] sets)
    {
        var counts = sets.Select(set => set.Labels.CountBy(label => label).ToDictionary()).ToArray();
        Line($"{what,-10}{string.Concat(sets.Select(set => $"{set.Name,9}"))}");
        foreach (var label in counts.SelectMany(count => count.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            Line($"{label,-10}{string.Concat(counts.Select(count => Cell(count.GetValueOrDefault(label))))}");
        }

        Line($"{"all",-10}{string.Concat(counts.Select(count => Cell(count.Values.Sum())))}");
    }

    public static void Metrics(MulticlassClassificationMetrics metrics)
    {
        Line($"micro accuracy {metrics.MicroAccuracy:F4}");
        Line($"macro accuracy {metrics.MacroAccuracy:F4}");
        Line($"log-loss       {metrics.LogLoss:F4}");
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable().TrimEnd());
    }

    public static void Metrics(CalibratedBinaryClassificationMetrics metrics)
    {
        Line($"accuracy                  {metrics.Accuracy:F4}");
        Line($"area under the ROC curve  {metrics.AreaUnderRocCurve:F4}");
        Line($"F1 score                  {metrics.F1Score:F4}");
        Line($"log-loss in bits          {metrics.LogLoss:F4}");
        Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable().TrimEnd());
    }

    private static string Cell(int count) => count.ToString("N0", CultureInfo.InvariantCulture).PadLeft(9);
}
