using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// One row of a product whose left operand is a list: C[p·16 + l] = start + Σ_i values[i] · B[places[i], p·16 + l]. Every
/// element is one chain of fused multiply-adds in the order of the list, and a sum that underflows to -0 is stored as 0: the
/// bits of a <see cref="MatrixKernel"/> that makes all steps.
/// </summary>
internal static unsafe class SparseSum
{
    /// <summary>Computes the row.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="tile">B, C and the start; the other members are not used.</param>
    /// <param name="list">The left operand.</param>
    /// <param name="panels">Panels of 16 columns.</param>
    public static void Compute(SimdLevel level, in MatrixTile tile, SparseList list, int panels)
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                Body<Vec512>(tile, list, panels);
                break;
            case SimdLevel.Vector256:
                Body<Vec256>(tile, list, panels);
                break;
            case SimdLevel.Vector128:
                Body<Vec128>(tile, list, panels);
                break;
            default:
                Body<Vec1>(tile, list, panels);
                break;
        }
    }

    // Four vectors side by side hide the latency of the multiply-add and share the reading of the list.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Body<T>(in MatrixTile tile, SparseList list, int panels)
        where T : struct, IVec<T>
    {
        var places = list.Places;
        var values = list.Values;
        var count = list.Count;
        var step = tile.BStep;
        var columns = panels * MatrixKernel.PanelWidth;
        var column = 0;
        for (; column <= columns - (4 * T.Count); column += 4 * T.Count)
        {
            var b0 = At(tile.B, tile.BPanel, column);
            var b1 = At(tile.B, tile.BPanel, column + T.Count);
            var b2 = At(tile.B, tile.BPanel, column + (2 * T.Count));
            var b3 = At(tile.B, tile.BPanel, column + (3 * T.Count));
            var c0 = Start<T>(tile, column);
            var c1 = Start<T>(tile, column + T.Count);
            var c2 = Start<T>(tile, column + (2 * T.Count));
            var c3 = Start<T>(tile, column + (3 * T.Count));
            for (var i = 0; i < count; i++)
            {
                var x = T.Create(values[i]);
                var offset = places[i] * step;
                c0 = T.FusedMultiplyAdd(x, T.Load(b0 + offset), c0);
                c1 = T.FusedMultiplyAdd(x, T.Load(b1 + offset), c1);
                c2 = T.FusedMultiplyAdd(x, T.Load(b2 + offset), c2);
                c3 = T.FusedMultiplyAdd(x, T.Load(b3 + offset), c3);
            }

            T.Store(c0 + T.Zero, At(tile.C, tile.CPanel, column));
            T.Store(c1 + T.Zero, At(tile.C, tile.CPanel, column + T.Count));
            T.Store(c2 + T.Zero, At(tile.C, tile.CPanel, column + (2 * T.Count)));
            T.Store(c3 + T.Zero, At(tile.C, tile.CPanel, column + (3 * T.Count)));
        }

        for (; column < columns; column += T.Count)
        {
            var b = At(tile.B, tile.BPanel, column);
            var c = Start<T>(tile, column);
            for (var i = 0; i < count; i++)
            {
                c = T.FusedMultiplyAdd(T.Create(values[i]), T.Load(b + (places[i] * step)), c);
            }

            T.Store(c + T.Zero, At(tile.C, tile.CPanel, column));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float* At(float* first, nint panel, int column) =>
        first + (column / MatrixKernel.PanelWidth * panel) + (column % MatrixKernel.PanelWidth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Start<T>(in MatrixTile tile, int column)
        where T : struct, IVec<T> =>
        tile.Start == null ? T.Zero : T.Load(tile.Start + column);
}
