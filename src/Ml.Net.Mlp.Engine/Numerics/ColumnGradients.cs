using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// For each column of a panel that was standardized with constants of the column:
/// <c>sum = Σ_i g_i</c> and <c>dot = Σ_i g_i (x_i - mean) factor</c>. Summed as <see cref="ColumnMoments"/> are.
/// </summary>
internal readonly unsafe struct ColumnGradients : IVectorLoop
{
    /// <summary>g: first gradient of the panel.</summary>
    public required float* Gradient { get; init; }

    /// <summary>x: first value of the panel.</summary>
    public required float* Values { get; init; }

    /// <summary>Floats from row to row, of both.</summary>
    public required int Stride { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The mean of each column.</summary>
    public required float* Means { get; init; }

    /// <summary>The factor of each column.</summary>
    public required float* Factors { get; init; }

    /// <summary>Receives the sums.</summary>
    public required float* Sums { get; init; }

    /// <summary>Receives the dots.</summary>
    public required float* Dots { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<T>()
        where T : struct, IVec<T>
    {
        var stride = Stride;
        for (var j = 0; j < PanelLayout.Width; j += T.Count)
        {
            var gradient = Gradient + j;
            var value = Values + j;
            var mean = T.Load(Means + j);
            var factor = T.Load(Factors + j);
            var sum = T.Zero;
            var dot = T.Zero;
            for (var rows = Rows; rows > 0; rows -= ColumnMoments.ChunkRows)
            {
                var chunkSum = T.Zero;
                var chunkDot = T.Zero;
                for (var left = Math.Min(rows, ColumnMoments.ChunkRows); left > 0; left--)
                {
                    var g = T.Load(gradient);
                    chunkSum += g;
                    chunkDot = T.FusedMultiplyAdd(g, (T.Load(value) - mean) * factor, chunkDot);
                    gradient += stride;
                    value += stride;
                }

                sum += chunkSum;
                dot += chunkDot;
            }

            T.Store(sum, Sums + j);
            T.Store(dot, Dots + j);
        }
    }
}
