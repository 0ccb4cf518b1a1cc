namespace Microsoft.ML.Transforms;

/// <summary>The normalizers.</summary>
internal enum NormalizerKind
{
    /// <summary>By the range.</summary>
    MinMax,

    /// <summary>By mean and variance.</summary>
    MeanVariance,

    /// <summary>By the normal distribution function of mean and variance.</summary>
    Distribution,
}
