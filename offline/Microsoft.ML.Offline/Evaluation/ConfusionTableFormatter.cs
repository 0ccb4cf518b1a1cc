using System.Globalization;
using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a confusion matrix as the text table that ML.NET prints, in the current culture like there.</summary>
internal static class ConfusionTableFormatter
{
    private const int HeaderWidth = 10; // "PREDICTED " and "Precision "

    public static string Format(ConfusionMatrix matrix)
    {
        var names = matrix.ClassNames;
        var classes = matrix.NumberOfClasses;
        var columnWidth = classes == 2 ? 8 : 5;
        var longestName = names.Max(name => name.Length);

        // Names that do not fit above a column are replaced there by indices, and the rows then show both.
        var numbered = longestName > columnWidth;
        var digits = numbered ? $"{classes - 1}".Length : 0;
        var labelWidth = Math.Max(HeaderWidth - 1, numbered ? longestName + digits + 2 : longestName);

        var text = new StringBuilder();
        var rule = string.Concat(Enumerable.Repeat(classes > 2 ? "========" : "===========", classes));

        StringBuilder Start(string label) => text.Append(label.PadRight(labelWidth + 1)).Append("||");

        if (classes == 2 && matrix.IsBinary)
            AppendPositiveRatio(text, matrix);
        text.AppendLine();
        text.AppendLine("Confusion table");
        Start("").AppendLine(rule);

        Start("PREDICTED");
        for (var i = 0; i < classes; i++)
            text.Append(' ').Append((numbered ? $"{i}" : names[i]).PadLeft(columnWidth)).Append(" |");
        text.AppendLine(" Recall");
        Start("TRUTH").AppendLine(rule);

        for (var i = 0; i < classes; i++)
        {
            if (numbered)
                text.Append($"{i}".PadLeft(digits)).Append(". ").Append(names[i].PadLeft(labelWidth - digits - 2));
            else
                text.Append(names[i].PadLeft(labelWidth));
            text.Append(" ||");
            foreach (var count in matrix.Counts[i])
                text.Append(' ').Append(count.ToString("N0", CultureInfo.CurrentCulture).PadLeft(columnWidth)).Append(" |");
            text.Append(' ').AppendLine(matrix.PerClassRecall[i].ToString("F4", CultureInfo.CurrentCulture).PadLeft(5));
        }

        Start("").AppendLine(rule);
        Start("Precision");
        foreach (var precision in matrix.PerClassPrecision)
            text.Append(precision.ToString("N4", CultureInfo.CurrentCulture).PadLeft(columnWidth + 1)).Append(" |");
        return text.AppendLine().ToString();
    }

    private static void AppendPositiveRatio(StringBuilder text, ConfusionMatrix matrix)
    {
        var positives = matrix.Counts[0][0] + matrix.Counts[0][1];
        var negatives = matrix.Counts[1][0] + matrix.Counts[1][1];
        var ratio = positives / (positives + negatives);
        var name = matrix.ClassNames[0].ToUpper(CultureInfo.CurrentCulture);
        text.Append(CultureInfo.CurrentCulture, $"TEST {name} RATIO:\t{ratio:N4} ({positives:F1}/({positives:F1}+{negatives:F1}))");
    }
}
