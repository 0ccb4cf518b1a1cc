using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// NEON: 6 rows × 1 panel hold 24 of the 32 registers as sums, 4 the panel's row and 1 the broadcast value: enough sums for
/// the four multiply-add units of large Arm cores (4 cycles × 4). Written with portable vectors, so that its results can be
/// tested on any processor; no Arm machine has measured it yet.
/// </summary>
internal sealed unsafe class NeonMatrixKernel : PortableMatrixKernel
{
    public override int TileRows => 6;

    public override void Multiply(in MatrixTile tile, int rows, int panels)
    {
        switch (rows)
        {
            case 6:
                Tile6x16(tile);
                break;
            case 4:
                Tile4x16(tile);
                break;
            default:
                base.Multiply(tile, rows, panels);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile6x16(in MatrixTile tile)
    {
        var row = tile.ARow;
        var a0 = tile.A;
        var a3 = a0 + (3 * row);
        var aStep = tile.AStep;
        var b = tile.B;
        var bStep = tile.BStep;
        var c = tile.C;
        var cRow = tile.CRow;
        Vector128<float> c00, c01, c02, c03;
        Vector128<float> c10, c11, c12, c13;
        Vector128<float> c20, c21, c22, c23;
        Vector128<float> c30, c31, c32, c33;
        Vector128<float> c40, c41, c42, c43;
        Vector128<float> c50, c51, c52, c53;
        if (tile.Continue)
        {
            c00 = Vector128.Load(c + (0 * cRow));
            c01 = Vector128.Load(c + (0 * cRow) + 4);
            c02 = Vector128.Load(c + (0 * cRow) + 8);
            c03 = Vector128.Load(c + (0 * cRow) + 12);
            c10 = Vector128.Load(c + (1 * cRow));
            c11 = Vector128.Load(c + (1 * cRow) + 4);
            c12 = Vector128.Load(c + (1 * cRow) + 8);
            c13 = Vector128.Load(c + (1 * cRow) + 12);
            c20 = Vector128.Load(c + (2 * cRow));
            c21 = Vector128.Load(c + (2 * cRow) + 4);
            c22 = Vector128.Load(c + (2 * cRow) + 8);
            c23 = Vector128.Load(c + (2 * cRow) + 12);
            c30 = Vector128.Load(c + (3 * cRow));
            c31 = Vector128.Load(c + (3 * cRow) + 4);
            c32 = Vector128.Load(c + (3 * cRow) + 8);
            c33 = Vector128.Load(c + (3 * cRow) + 12);
            c40 = Vector128.Load(c + (4 * cRow));
            c41 = Vector128.Load(c + (4 * cRow) + 4);
            c42 = Vector128.Load(c + (4 * cRow) + 8);
            c43 = Vector128.Load(c + (4 * cRow) + 12);
            c50 = Vector128.Load(c + (5 * cRow));
            c51 = Vector128.Load(c + (5 * cRow) + 4);
            c52 = Vector128.Load(c + (5 * cRow) + 8);
            c53 = Vector128.Load(c + (5 * cRow) + 12);
        }
        else if (tile.Start != null)
        {
            c00 = c10 = c20 = c30 = c40 = c50 = Vector128.Load(tile.Start);
            c01 = c11 = c21 = c31 = c41 = c51 = Vector128.Load(tile.Start + 4);
            c02 = c12 = c22 = c32 = c42 = c52 = Vector128.Load(tile.Start + 8);
            c03 = c13 = c23 = c33 = c43 = c53 = Vector128.Load(tile.Start + 12);
        }
        else
        {
            c00 = c01 = c02 = c03 = Vector128<float>.Zero;
            c10 = c11 = c12 = c13 = Vector128<float>.Zero;
            c20 = c21 = c22 = c23 = Vector128<float>.Zero;
            c30 = c31 = c32 = c33 = Vector128<float>.Zero;
            c40 = c41 = c42 = c43 = Vector128<float>.Zero;
            c50 = c51 = c52 = c53 = Vector128<float>.Zero;
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector128.Load(b);
            var w1 = Vector128.Load(b + 4);
            var w2 = Vector128.Load(b + 8);
            var w3 = Vector128.Load(b + 12);
            var x = Vector128.Create(*a0);
            c00 = Vector128.FusedMultiplyAdd(x, w0, c00);
            c01 = Vector128.FusedMultiplyAdd(x, w1, c01);
            c02 = Vector128.FusedMultiplyAdd(x, w2, c02);
            c03 = Vector128.FusedMultiplyAdd(x, w3, c03);
            x = Vector128.Create(*(a0 + row));
            c10 = Vector128.FusedMultiplyAdd(x, w0, c10);
            c11 = Vector128.FusedMultiplyAdd(x, w1, c11);
            c12 = Vector128.FusedMultiplyAdd(x, w2, c12);
            c13 = Vector128.FusedMultiplyAdd(x, w3, c13);
            x = Vector128.Create(*(a0 + (2 * row)));
            c20 = Vector128.FusedMultiplyAdd(x, w0, c20);
            c21 = Vector128.FusedMultiplyAdd(x, w1, c21);
            c22 = Vector128.FusedMultiplyAdd(x, w2, c22);
            c23 = Vector128.FusedMultiplyAdd(x, w3, c23);
            x = Vector128.Create(*a3);
            c30 = Vector128.FusedMultiplyAdd(x, w0, c30);
            c31 = Vector128.FusedMultiplyAdd(x, w1, c31);
            c32 = Vector128.FusedMultiplyAdd(x, w2, c32);
            c33 = Vector128.FusedMultiplyAdd(x, w3, c33);
            x = Vector128.Create(*(a3 + row));
            c40 = Vector128.FusedMultiplyAdd(x, w0, c40);
            c41 = Vector128.FusedMultiplyAdd(x, w1, c41);
            c42 = Vector128.FusedMultiplyAdd(x, w2, c42);
            c43 = Vector128.FusedMultiplyAdd(x, w3, c43);
            x = Vector128.Create(*(a3 + (2 * row)));
            c50 = Vector128.FusedMultiplyAdd(x, w0, c50);
            c51 = Vector128.FusedMultiplyAdd(x, w1, c51);
            c52 = Vector128.FusedMultiplyAdd(x, w2, c52);
            c53 = Vector128.FusedMultiplyAdd(x, w3, c53);
            a0 += aStep;
            a3 += aStep;
            b += bStep;
        }

        (c00 + Vector128<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector128<float>.Zero).Store(c + (0 * cRow) + 4);
        (c02 + Vector128<float>.Zero).Store(c + (0 * cRow) + 8);
        (c03 + Vector128<float>.Zero).Store(c + (0 * cRow) + 12);
        (c10 + Vector128<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector128<float>.Zero).Store(c + (1 * cRow) + 4);
        (c12 + Vector128<float>.Zero).Store(c + (1 * cRow) + 8);
        (c13 + Vector128<float>.Zero).Store(c + (1 * cRow) + 12);
        (c20 + Vector128<float>.Zero).Store(c + (2 * cRow));
        (c21 + Vector128<float>.Zero).Store(c + (2 * cRow) + 4);
        (c22 + Vector128<float>.Zero).Store(c + (2 * cRow) + 8);
        (c23 + Vector128<float>.Zero).Store(c + (2 * cRow) + 12);
        (c30 + Vector128<float>.Zero).Store(c + (3 * cRow));
        (c31 + Vector128<float>.Zero).Store(c + (3 * cRow) + 4);
        (c32 + Vector128<float>.Zero).Store(c + (3 * cRow) + 8);
        (c33 + Vector128<float>.Zero).Store(c + (3 * cRow) + 12);
        (c40 + Vector128<float>.Zero).Store(c + (4 * cRow));
        (c41 + Vector128<float>.Zero).Store(c + (4 * cRow) + 4);
        (c42 + Vector128<float>.Zero).Store(c + (4 * cRow) + 8);
        (c43 + Vector128<float>.Zero).Store(c + (4 * cRow) + 12);
        (c50 + Vector128<float>.Zero).Store(c + (5 * cRow));
        (c51 + Vector128<float>.Zero).Store(c + (5 * cRow) + 4);
        (c52 + Vector128<float>.Zero).Store(c + (5 * cRow) + 8);
        (c53 + Vector128<float>.Zero).Store(c + (5 * cRow) + 12);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile4x16(in MatrixTile tile)
    {
        var row = tile.ARow;
        var a0 = tile.A;
        var a3 = a0 + (3 * row);
        var aStep = tile.AStep;
        var b = tile.B;
        var bStep = tile.BStep;
        var c = tile.C;
        var cRow = tile.CRow;
        Vector128<float> c00, c01, c02, c03;
        Vector128<float> c10, c11, c12, c13;
        Vector128<float> c20, c21, c22, c23;
        Vector128<float> c30, c31, c32, c33;
        if (tile.Continue)
        {
            c00 = Vector128.Load(c + (0 * cRow));
            c01 = Vector128.Load(c + (0 * cRow) + 4);
            c02 = Vector128.Load(c + (0 * cRow) + 8);
            c03 = Vector128.Load(c + (0 * cRow) + 12);
            c10 = Vector128.Load(c + (1 * cRow));
            c11 = Vector128.Load(c + (1 * cRow) + 4);
            c12 = Vector128.Load(c + (1 * cRow) + 8);
            c13 = Vector128.Load(c + (1 * cRow) + 12);
            c20 = Vector128.Load(c + (2 * cRow));
            c21 = Vector128.Load(c + (2 * cRow) + 4);
            c22 = Vector128.Load(c + (2 * cRow) + 8);
            c23 = Vector128.Load(c + (2 * cRow) + 12);
            c30 = Vector128.Load(c + (3 * cRow));
            c31 = Vector128.Load(c + (3 * cRow) + 4);
            c32 = Vector128.Load(c + (3 * cRow) + 8);
            c33 = Vector128.Load(c + (3 * cRow) + 12);
        }
        else if (tile.Start != null)
        {
            c00 = c10 = c20 = c30 = Vector128.Load(tile.Start);
            c01 = c11 = c21 = c31 = Vector128.Load(tile.Start + 4);
            c02 = c12 = c22 = c32 = Vector128.Load(tile.Start + 8);
            c03 = c13 = c23 = c33 = Vector128.Load(tile.Start + 12);
        }
        else
        {
            c00 = c01 = c02 = c03 = Vector128<float>.Zero;
            c10 = c11 = c12 = c13 = Vector128<float>.Zero;
            c20 = c21 = c22 = c23 = Vector128<float>.Zero;
            c30 = c31 = c32 = c33 = Vector128<float>.Zero;
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector128.Load(b);
            var w1 = Vector128.Load(b + 4);
            var w2 = Vector128.Load(b + 8);
            var w3 = Vector128.Load(b + 12);
            var x = Vector128.Create(*a0);
            c00 = Vector128.FusedMultiplyAdd(x, w0, c00);
            c01 = Vector128.FusedMultiplyAdd(x, w1, c01);
            c02 = Vector128.FusedMultiplyAdd(x, w2, c02);
            c03 = Vector128.FusedMultiplyAdd(x, w3, c03);
            x = Vector128.Create(*(a0 + row));
            c10 = Vector128.FusedMultiplyAdd(x, w0, c10);
            c11 = Vector128.FusedMultiplyAdd(x, w1, c11);
            c12 = Vector128.FusedMultiplyAdd(x, w2, c12);
            c13 = Vector128.FusedMultiplyAdd(x, w3, c13);
            x = Vector128.Create(*(a0 + (2 * row)));
            c20 = Vector128.FusedMultiplyAdd(x, w0, c20);
            c21 = Vector128.FusedMultiplyAdd(x, w1, c21);
            c22 = Vector128.FusedMultiplyAdd(x, w2, c22);
            c23 = Vector128.FusedMultiplyAdd(x, w3, c23);
            x = Vector128.Create(*a3);
            c30 = Vector128.FusedMultiplyAdd(x, w0, c30);
            c31 = Vector128.FusedMultiplyAdd(x, w1, c31);
            c32 = Vector128.FusedMultiplyAdd(x, w2, c32);
            c33 = Vector128.FusedMultiplyAdd(x, w3, c33);
            a0 += aStep;
            a3 += aStep;
            b += bStep;
        }

        (c00 + Vector128<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector128<float>.Zero).Store(c + (0 * cRow) + 4);
        (c02 + Vector128<float>.Zero).Store(c + (0 * cRow) + 8);
        (c03 + Vector128<float>.Zero).Store(c + (0 * cRow) + 12);
        (c10 + Vector128<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector128<float>.Zero).Store(c + (1 * cRow) + 4);
        (c12 + Vector128<float>.Zero).Store(c + (1 * cRow) + 8);
        (c13 + Vector128<float>.Zero).Store(c + (1 * cRow) + 12);
        (c20 + Vector128<float>.Zero).Store(c + (2 * cRow));
        (c21 + Vector128<float>.Zero).Store(c + (2 * cRow) + 4);
        (c22 + Vector128<float>.Zero).Store(c + (2 * cRow) + 8);
        (c23 + Vector128<float>.Zero).Store(c + (2 * cRow) + 12);
        (c30 + Vector128<float>.Zero).Store(c + (3 * cRow));
        (c31 + Vector128<float>.Zero).Store(c + (3 * cRow) + 4);
        (c32 + Vector128<float>.Zero).Store(c + (3 * cRow) + 8);
        (c33 + Vector128<float>.Zero).Store(c + (3 * cRow) + 12);
    }
}
