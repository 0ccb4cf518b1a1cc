using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What this processor can run.</summary>
internal static class Kernels
{
    /// <summary>All levels: vectors that the processor lacks are computed by the run-time, lane by lane.</summary>
    public static IReadOnlyList<SimdLevel> AllLevels { get; } = Enum.GetValues<SimdLevel>();

    /// <summary>
    /// The portable kernel and the one for NEON, which is written with portable vectors, run everywhere, the others where
    /// their instructions are.
    /// </summary>
    public static IReadOnlyList<MatrixKernel> Supported { get; } =
        [.. AllLevels.Where(level => level == SimdLevel.Vector128 || SimdSupport.IsSupported(level)).Select(MatrixKernel.For)];
}
