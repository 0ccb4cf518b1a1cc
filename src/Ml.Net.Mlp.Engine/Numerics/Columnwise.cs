using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Runs operations with constants for each column over rows that are padded with zeros, as <see cref="Elementwise"/>.</summary>
internal static unsafe class Columnwise
{
    /// <summary>target[i, j] = operation(source[i, j], a[j], b[j]); the padding of the target becomes zero.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="source">The values; may be the target.</param>
    /// <param name="target">Receives the results; as wide as the source.</param>
    /// <param name="a">A constant for each column, padded to whole panels.</param>
    /// <param name="b">Another one.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="endRow">The row behind the last one.</param>
    public static void Apply<TOperation>(
        SimdLevel level, TOperation operation, Matrix source, Matrix target, float* a, float* b, int firstRow, int endRow)
        where TOperation : struct, IColumnOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Body<TOperation, Vec512>(operation, source, target, a, b, firstRow, endRow);
                break;
            case SimdLevel.Vector256:
                Body<TOperation, Vec256>(operation, source, target, a, b, firstRow, endRow);
                break;
            case SimdLevel.Vector128:
                Body<TOperation, Vec128>(operation, source, target, a, b, firstRow, endRow);
                break;
            default:
                Body<TOperation, Vec1>(operation, source, target, a, b, firstRow, endRow);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Body<TOperation, T>(
        TOperation operation, Matrix source, Matrix target, float* a, float* b, int firstRow, int endRow)
        where TOperation : struct, IColumnOperation
        where T : struct, IVec<T>
    {
        var columns = source.Columns;
        var whole = columns - (columns % T.Count);
        var lanes = T.Load(Elementwise.Lanes.Pointer);
        var rest = T.Create(columns - whole);
        for (var row = firstRow; row < endRow; row++)
        {
            var from = source.Row(row);
            var to = target.Row(row);
            for (var j = 0; j < whole; j += T.Count)
            {
                T.Store(operation.Invoke(T.Load(from + j), T.Load(a + j), T.Load(b + j)), to + j);
            }

            if (whole < columns)
            {
                var last = operation.Invoke(T.Load(from + whole), T.Load(a + whole), T.Load(b + whole));
                T.Store(T.SelectLess(lanes, rest, last, T.Zero), to + whole);
            }
        }
    }
}
