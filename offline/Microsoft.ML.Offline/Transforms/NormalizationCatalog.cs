using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>The normalizers.</summary>
public static class NormalizationCatalog
{
    private const long DefaultMaximumExampleCount = 1000000000;

    /// <summary>Normalizes by the range of the values: to at most 1 in size with zero fixed, else to 0..1.</summary>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = DefaultMaximumExampleCount,
        bool fixZero = true)
        => new NormalizingEstimator(
            catalog.GetEnvironment(), new NormalizerOptions(outputColumnName, inputColumnName, maximumExampleCount, NormalizerKind.MinMax, fixZero));

    /// <summary>Normalizes several columns by the range of their values.</summary>
    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultMaximumExampleCount,
        bool fixZero = true)
        => Normalize(catalog, columns, maximumExampleCount, NormalizerKind.MinMax, fixZero);

    /// <summary>Normalizes by mean and variance: to variance 1 about zero with zero fixed, else about the mean; or by the distribution function.</summary>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => new NormalizingEstimator(
            catalog.GetEnvironment(), new NormalizerOptions(outputColumnName, inputColumnName, maximumExampleCount, MeanVariance(useCdf), fixZero));

    /// <summary>Normalizes several columns by mean and variance.</summary>
    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultMaximumExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => Normalize(catalog, columns, maximumExampleCount, MeanVariance(useCdf), fixZero);

    private static NormalizerKind MeanVariance(bool useCdf) => useCdf ? NormalizerKind.Distribution : NormalizerKind.MeanVariance;

    private static NormalizingEstimator Normalize(
        TransformsCatalog catalog, InputOutputColumnPair[] columns, long maximumExampleCount, NormalizerKind kind, bool fixZero)
    {
        Contracts.CheckValue(columns, nameof(columns));
        var options = columns
            .Select(pair => new NormalizerOptions(pair.OutputColumnName, pair.InputColumnName, maximumExampleCount, kind, fixZero))
            .ToArray();
        return new NormalizingEstimator(catalog.GetEnvironment(), options);
    }
}
