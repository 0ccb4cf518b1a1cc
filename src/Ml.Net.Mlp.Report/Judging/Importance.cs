namespace Ml.Net.Mlp.Report;

/// <summary>What features are worth.</summary>
/// <param name="Metric">What grows when a feature is shuffled, with its unit.</param>
/// <param name="Base">That metric without shuffling.</param>
/// <param name="Rows">Rows that features were shuffled over.</param>
/// <param name="Repeats">Times that each was shuffled.</param>
/// <param name="Features">What each feature is worth; null for one that was not looked at.</param>
internal sealed record Importance(string Metric, double Base, int Rows, int Repeats, IReadOnlyList<FeatureWorth?> Features)
{
    /// <summary>Features that were not looked at, because it would have taken too long.</summary>
    public int NotLookedAt => Features.Count(feature => feature == null);

    /// <summary>The features that were looked at, the worthiest first.</summary>
    public IEnumerable<FeatureWorth> Ranked => Features.OfType<FeatureWorth>().OrderByDescending(feature => feature.Mean).ThenBy(feature => feature.Feature);
}
