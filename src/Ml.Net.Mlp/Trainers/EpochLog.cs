using System.Globalization;
using System.Text;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>Writes an epoch as one line of the log.</summary>
internal static class EpochLog
{
    public static string Line(TrainingProgress progress)
    {
        var epoch = progress.Result;
        var text = new StringBuilder();
        Append(text, $"Epoch {epoch.Epoch}/{progress.Epochs}: loss {epoch.Loss:F4}");
        if (epoch.Accuracy is { } accuracy)
        {
            Append(text, $", accuracy {accuracy:F4}");
        }

        AppendErrors(text, "", epoch.MeanAbsoluteError, epoch.RSquared);
        if (epoch.ValidationLoss is { } validationLoss)
        {
            Append(text, $", validation loss {validationLoss:F4}");
        }

        if (epoch.ValidationAccuracy is { } validationAccuracy)
        {
            Append(text, $", validation accuracy {validationAccuracy:F4}");
        }

        AppendErrors(text, "validation ", epoch.ValidationMeanAbsoluteError, epoch.ValidationRSquared);
        Append(text, $", {epoch.Seconds:F2} s, {epoch.RowsPerSecond:F0} rows/s");
        return text.ToString();
    }

    private static void AppendErrors(StringBuilder text, string of, double? meanAbsoluteError, double? rSquared)
    {
        if (meanAbsoluteError is { } error && rSquared is { } share)
        {
            Append(text, $", {of}mean absolute error {error:G6}, {of}R² {share:F4}");
        }
    }

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
