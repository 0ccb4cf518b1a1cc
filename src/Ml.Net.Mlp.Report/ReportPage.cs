using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ml.Net.Mlp.Report;

/// <summary>
/// Puts a page together: head, sections, and at its end the data of the charts, the chart library and the script that draws them.
/// The page fetches nothing, and its content security policy lets no script run but these two.
/// </summary>
internal static class ReportPage
{
    private static readonly JsonSerializerOptions Json = new()
    {
        // The default encoder escapes <, >, & and quotes too: no name can end the script element.
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new ShortNumberConverter() },
    };

    public static string Write(ReportContent content)
    {
        var body = new PageWriter();
        SummarySection.Write(body, content);
        CurvesSection.Write(body, content);
        ClassesSection.Write(body, content);
        ConfusionSection.Write(body, content);
        CalibrationSection.Write(body, content);
        ThresholdSection.Write(body, content);
        ResidualSection.Write(body, content);
        MisreadsSection.Write(body, content);
        ImportanceSection.Write(body, content);
        NetworkSection.Write(body, content);
        HiddenUnitsSection.Write(body, content);
        TrainingSection.Write(body, content);

        var (library, script) = (Asset("echarts.common.min.js"), Asset("report.js"));
        var html = new HtmlWriter();
        html.Add($"<!DOCTYPE html>\n<html lang=\"en\" class=\"plain\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src '{Hash(library)}' '{Hash(script)}'; base-uri 'none'; form-action 'none'\">\n");
        html.Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>{content.Options.Title}</title>\n");
        html.Add($"<style>\n{new Markup(Asset("report.css"))}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the report</a>\n");
        WriteHeader(html, content, body);
        html.Add($"<main id=\"main\">\n<p class=\"notes unscripted\">Charts need JavaScript; their numbers are in the tables below them.</p>\n");
        html.Add(new Markup(body.Html.ToString()));
        html.Add($"</main>\n");
        WriteFooter(html);
        html.Add($"<div id=\"tip\" role=\"tooltip\" hidden></div>\n");
        html.Add($"<script type=\"application/json\" id=\"charts\">{new Markup(JsonSerializer.Serialize(body.Charts, Json))}</script>\n");
        html.Add($"<script>{new Markup(library)}</script>\n<script>{new Markup(script)}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static void WriteHeader(HtmlWriter html, ReportContent content, PageWriter body)
    {
        var task = content.Columns.Task switch
        {
            ReportTask.Multiclass => $"{Figure.Count(content.ClassNames.Count)} classes",
            ReportTask.Binary => $"two classes: {content.ClassNames[0]}, {content.ClassNames[1]}",
            _ => "regression",
        };
        html.Add($"<header><h1>{content.Options.Title}</h1>\n");
        html.Add($"<p>Multilayer perceptron {content.Network.ToString()}, {task}; label {content.Columns.Label.Name}, features {content.Columns.Features.Name}. <time datetime=\"{content.Date:yyyy-MM-ddTHH:mm:sszzz}\">{content.Date.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</time></p>\n");
        html.Add($"<nav aria-label=\"Contents\"><ul>");
        foreach (var (id, title) in body.Sections)
        {
            html.Add($"<li><a href=\"#{id}\">{title}</a></li>");
        }

        html.Add($"</ul></nav></header>\n");
    }

    private static void WriteFooter(HtmlWriter html)
    {
        html.Add($"<footer><p>Made by Ml.Net.Mlp.Report. Charts by Apache ECharts.</p><details><summary>Licence of Apache ECharts, which is part of this page</summary>");
        foreach (var text in (string[])["echarts.NOTICE.txt", "echarts.LICENSE.txt", "echarts.LICENSE-d3.txt"])
        {
            html.Add($"<pre>{Asset(text).Trim()}</pre>\n");
        }

        html.Add($"</details></footer>\n");
    }

    private static string Hash(string script) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}";

    // A browser takes all line ends for \n before it computes the hash of a script.
    private static string Asset(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
