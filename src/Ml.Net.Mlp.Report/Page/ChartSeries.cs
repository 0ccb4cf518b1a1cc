namespace Ml.Net.Mlp.Report;

/// <summary>Numbers that belong together in a chart.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Kind">How they are drawn: <c>line</c>, <c>bar</c> or <c>points</c>.</param>
/// <param name="Color">The colour: <c>a</c>, <c>b</c>, <c>c</c> or <c>muted</c>.</param>
/// <param name="Data">
/// Pairs of places; with an axis of names the place along the other. Null where there is none.
/// </param>
internal sealed record ChartSeries(string Name, string Kind, string Color, IEnumerable<double?[]> Data)
{
    /// <summary>Whether a line is dashed.</summary>
    public bool Dashed { get; init; }

    /// <summary>Whether it is there for the eye only and nothing to point at.</summary>
    public bool Silent { get; init; }
}
