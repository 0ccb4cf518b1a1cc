using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Report;

/// <summary>What a chart shows; report.js draws it with the colours of the page.</summary>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">Lines, bars or points.</param>
internal sealed record Chart(ChartAxis X, ChartAxis Y, IReadOnlyList<ChartSeries> Series)
{
    /// <summary>A vertical line at a place of the horizontal axis.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChartMark? Mark { get; init; }

    /// <summary>Whether the chart is as high as it is wide, so that a diagonal is one.</summary>
    public bool Square { get; init; }
}
