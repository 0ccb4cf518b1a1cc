using System.Numerics;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>How a column is to be normalized.</summary>
internal sealed class NormalizerOptions
{
    public NormalizerOptions(string name, string inputColumnName, long maximumExampleCount, NormalizerKind kind, bool fixZero)
    {
        Contracts.CheckNonEmpty(name, nameof(name));
        InputName = inputColumnName ?? name;
        Contracts.CheckNonEmpty(InputName, nameof(inputColumnName));
        Contracts.CheckParam(maximumExampleCount > 1, nameof(maximumExampleCount), "Must be greater than 1");
        Name = name;
        MaximumExampleCount = maximumExampleCount;
        Kind = kind;
        FixZero = fixZero;
    }

    public string Name { get; }

    public string InputName { get; }

    public long MaximumExampleCount { get; }

    public NormalizerKind Kind { get; }

    public bool FixZero { get; }

    public SlotStatistics<T> MakeStatistics<T>(int slots)
        where T : struct, IBinaryFloatingPointIeee754<T>
        => Kind == NormalizerKind.MinMax
            ? new MinMaxStatistics<T>(slots, FixZero)
            : new MeanVarianceStatistics<T>(slots, FixZero, Kind == NormalizerKind.Distribution);
}
