using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests.Support;

/// <summary>A report as a browser reads it.</summary>
internal sealed class ReportDocument
{
    private readonly IDocument _document;

    private ReportDocument(string html)
    {
        Html = html;
        _document = new HtmlParser().ParseDocument(html);
    }

    /// <summary>The file's text.</summary>
    public string Html { get; }

    /// <summary>The page without the chart library.</summary>
    public string Own => string.Concat(_document.Body!.Children.Where(element => element.LocalName != "script").Select(element => element.OuterHtml));

    /// <summary>The data of the charts.</summary>
    public string ChartData => _document.GetElementById("charts")!.TextContent;

    public static ReportDocument Of(MlpModelParameters model, IDataView evaluation, MlpReportOptions? options = null)
    {
        using var file = new TemporaryFile("report.html");
        model.SaveReport(file.Path, evaluation, options);
        return new ReportDocument(File.ReadAllText(file.Path));
    }

    public static ReportDocument Of(ITransformer model, IDataView data, MlpReportOptions? options = null)
    {
        using var file = new TemporaryFile("report.html");
        model.SaveReport(file.Path, data, options);
        return new ReportDocument(File.ReadAllText(file.Path));
    }

    public string Text(string selector) => Find(selector).TextContent;

    public IElement Find(string selector) => _document.QuerySelector(selector)
        ?? throw new InvalidOperationException($"There is no {selector} in the page.");

    public IHtmlCollection<IElement> All(string selector) => _document.QuerySelectorAll(selector);

    /// <summary>The value of a tile of the summary.</summary>
    public string Tile(string name) => All(".tile").Single(tile => tile.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent;

    /// <summary>The rows of the table whose caption begins so, without its heads.</summary>
    public string[][] Table(string caption) =>
        [.. All("table").First(table => table.QuerySelector("caption")!.TextContent.StartsWith(caption, StringComparison.Ordinal))
            .QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent).ToArray())];
}
