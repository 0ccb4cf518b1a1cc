namespace Ml.Net.Mlp.Report;

/// <summary>A line across a chart.</summary>
/// <param name="X">Where.</param>
/// <param name="Label">What it says.</param>
internal sealed record ChartMark(double X, string Label);
