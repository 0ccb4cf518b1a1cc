using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Report;

/// <summary>An axis of a chart.</summary>
/// <param name="Name">What it shows.</param>
internal sealed record ChartAxis(string Name)
{
    /// <summary>The names of places, for an axis of names; null for one of numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Where it begins; null for what fits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Min { get; init; }

    /// <summary>Where it ends; null for what fits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Max { get; init; }

    /// <summary>Whether numbers are shares, written as per cent.</summary>
    public bool IsShare { get; init; }

    /// <summary>Whether all numbers are whole.</summary>
    public bool IsWhole { get; init; }
}
