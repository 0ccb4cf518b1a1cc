using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Sums the rows of a matrix, from the first row to the last.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>sums[j] = Σ_i values[i, j]</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="values">First value.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="sums">Receives the sums.</param>
    /// <param name="columns">Number of columns, a multiple of 16.</param>
    public static void Compute(SimdLevel level, float* values, int stride, int rows, float* sums, int columns)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Body<Vec512>(values, stride, rows, sums, columns);
                break;
            case SimdLevel.Vector256:
                Body<Vec256>(values, stride, rows, sums, columns);
                break;
            case SimdLevel.Vector128:
                Body<Vec128>(values, stride, rows, sums, columns);
                break;
            default:
                Body<Vec1>(values, stride, rows, sums, columns);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Body<T>(float* values, int stride, int rows, float* sums, int columns)
        where T : struct, IVec<T>
    {
        for (var j = 0; j < columns; j += T.Count)
        {
            var sum = T.Zero;
            var value = values + j;
            for (var i = 0; i < rows; i++)
            {
                sum += T.Load(value);
                value += stride;
            }

            T.Store(sum, sums + j);
        }
    }
}
