namespace Ml.Net.Mlp.Report;

/// <summary>The body of a page as it grows: sections, and in them charts with their tables.</summary>
internal sealed class PageWriter
{
    private readonly List<(string Id, string Title)> _sections = [];
    private readonly SortedDictionary<string, Chart> _charts = new(StringComparer.Ordinal);

    public HtmlWriter Html { get; } = new();

    /// <summary>The sections so far.</summary>
    public IReadOnlyList<(string Id, string Title)> Sections => _sections;

    /// <summary>The charts so far, by the ids of their places.</summary>
    public IReadOnlyDictionary<string, Chart> Charts => _charts;

    /// <summary>Begins a section.</summary>
    public void Begin(string id, string title)
    {
        _sections.Add((id, title));
        Html.Add($"""<section id="{id}" aria-labelledby="{id}-title"><h2 id="{id}-title">{title}</h2>""");
        Html.Add($"\n");
    }

    public void End() => Html.Add($"</section>\n");

    /// <summary>A chart, and behind it its numbers as a table.</summary>
    /// <param name="id">Unique in the page.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is to be seen in it, for those who do not see it.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="table">Its numbers.</param>
    public void Add(string id, string title, string description, Chart chart, PageTable table)
    {
        _charts.Add(id, chart);
        Html.Add($"""<figure class="card{(chart.Square ? " square" : "")}"><figcaption>{title}</figcaption>""");
        Html.Add($"""<div class="chart" id="{id}" role="img" aria-label="{description}"></div>""");
        AddDetails("Numbers", table);
        Html.Add($"</figure>\n");
    }

    /// <summary>A table that is folded away.</summary>
    public void AddDetails(string summary, PageTable table)
    {
        Html.Add($"<details><summary>{summary}<span class=\"hidden\"> of {table.Caption}</span></summary>");
        table.Write(Html);
        Html.Add($"</details>");
    }
}
