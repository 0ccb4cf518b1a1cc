using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Mean and (biased) variance of each column of a panel: <c>m = Σ_i x_i / rows</c>, <c>v = Σ_i (x_i - m)² / rows</c>.
/// Summed in chunks of 64 rows, from the first row to the last, so that many rows lose no more digits than few.
/// </summary>
internal readonly unsafe struct ColumnMoments : IVectorLoop
{
    /// <summary>Rows that are summed before they are added to the sum of all.</summary>
    public const int ChunkRows = 64;

    /// <summary>First value of the panel.</summary>
    public required float* Values { get; init; }

    /// <summary>Floats from row to row.</summary>
    public required int Stride { get; init; }

    /// <summary>Number of rows, 1 or more.</summary>
    public required int Rows { get; init; }

    /// <summary>Receives the means.</summary>
    public required float* Means { get; init; }

    /// <summary>Receives the variances.</summary>
    public required float* Variances { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void Run<T>()
        where T : struct, IVec<T>
    {
        var rows = T.Create(Rows);
        for (var j = 0; j < PanelLayout.Width; j += T.Count)
        {
            var mean = Sum<T>(Values + j, Stride, Rows) / rows;
            T.Store(mean, Means + j);
            T.Store(SumOfSquares(Values + j, Stride, Rows, mean) / rows, Variances + j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum<T>(float* value, int stride, int rows)
        where T : struct, IVec<T>
    {
        var total = T.Zero;
        while (rows > 0)
        {
            var sum = T.Zero;
            for (var left = Math.Min(rows, ChunkRows); left > 0; left--)
            {
                sum += T.Load(value);
                value += stride;
            }

            total += sum;
            rows -= ChunkRows;
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T SumOfSquares<T>(float* value, int stride, int rows, T mean)
        where T : struct, IVec<T>
    {
        var total = T.Zero;
        while (rows > 0)
        {
            var sum = T.Zero;
            for (var left = Math.Min(rows, ChunkRows); left > 0; left--)
            {
                var distance = T.Load(value) - mean;
                sum = T.FusedMultiplyAdd(distance, distance, sum);
                value += stride;
            }

            total += sum;
            rows -= ChunkRows;
        }

        return total;
    }
}
