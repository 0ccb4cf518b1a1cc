namespace Microsoft.ML.Data;

/// <summary>Statistics over several sets of metrics.</summary>
internal interface IMetricsStatistics<TMetrics>
{
    /// <summary>Adds the amounts by which <paramref name="metrics"/> exceed <paramref name="baseline"/>.</summary>
    void AddDifference(TMetrics metrics, TMetrics baseline);
}
