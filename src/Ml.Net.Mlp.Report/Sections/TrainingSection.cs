using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;

namespace Ml.Net.Mlp.Report;

/// <summary>How the model was trained: options, seed, versions.</summary>
internal static class TrainingSection
{
    public static void Write(PageWriter page, ReportContent content)
    {
        page.Begin("training", "Training and versions");
        page.Html.Add($"<div class=\"figures\">\n");
        if (content.Model.Training is { } training)
        {
            page.Html.Add($"<div class=\"card\">");
            List<IReadOnlyList<string>> rows =
            [
                ["Seed", training.Seed.ToString(CultureInfo.InvariantCulture)],
                ["Rows to train on", Figure.Count(training.Rows)],
            ];
            if (training.ValidationRows is { } validation)
            {
                rows.Add(["Rows to validate on", Figure.Count(validation)]);
            }

            new PageTable("Options", ["option", "value"], [.. rows, .. training.Options.Select(option => (IReadOnlyList<string>)[option.Key, option.Value])]).Write(page.Html);
            page.Html.Add($"</div>\n");
        }
        else
        {
            page.Html.Add($"<p>The model was saved by a version that kept no options.</p>\n");
        }

        page.Html.Add($"<div class=\"card\">");
        new PageTable("Versions", ["what", "version"], Versions(content)).Write(page.Html);
        page.Html.Add($"</div>\n</div>\n");
        page.End();
    }

    private static IEnumerable<IReadOnlyList<string>> Versions(ReportContent content)
    {
        if (content.Model.Training is { } training)
        {
            yield return ["Ml.Net.Mlp that trained the model", training.LibraryVersion];
        }

        if (content.Model.History.Temperature is { } temperature)
        {
            yield return ["Temperature of the calibration", Figure.Number(temperature)];
        }

        yield return ["Ml.Net.Mlp that made this page", VersionOf(typeof(MlpModelParameters))];
        yield return ["ML.NET", $"{VersionOf(typeof(MLContext))} ({typeof(MLContext).Assembly.GetName().Name})"];
        yield return ["Runtime", RuntimeInformation.FrameworkDescription];
    }

    // What stands behind a plus sign names a commit.
    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
