using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// 128-bit vectors, 2 rows × 1 panel, for processors without a kernel of their own: the run-time's software multiply-add.
/// </summary>
internal unsafe class PortableMatrixKernel : MatrixKernel
{
    public override int TileRows => 2;

    public override int TilePanels => 1;

    // The second row of the tile repeats the first, reading and writing the same memory.
    public override void MultiplyRow(in MatrixTile tile, int panels)
    {
        var single = tile;
        single.ARow = single.CRow = 0;
        single.Continue = false;
        for (var panel = 0; panel < panels; panel++)
        {
            Tile2x16(single);
            single.B += single.BPanel;
            single.C += single.CPanel;
            single.Start = single.Start == null ? null : single.Start + PanelWidth;
        }
    }

    // Where fewer than 4 panels are given, the last one is computed again in the idle places, with the same result.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public override void MultiplySparse(in MatrixTile tile, in IndexLists lists, int rows, int panels)
    {
        nint p1 = Math.Min(1, panels - 1);
        nint p2 = Math.Min(2, panels - 1);
        nint p3 = panels - 1;
        var a = tile.A;
        var aStep = tile.AStep;
        var b = tile.B;
        var bStep = tile.BStep;
        var b1 = p1 * tile.BPanel;
        var b2 = p2 * tile.BPanel;
        var b3 = p3 * tile.BPanel;
        var c = tile.C;
        var cAt1 = p1 * tile.CPanel;
        var cAt2 = p2 * tile.CPanel;
        var cAt3 = p3 * tile.CPanel;
        var indices = lists.Indices;
        var count = lists.Counts;
        for (; rows > 0; rows--)
        {
            Vector128<float> c00, c01, c02, c03, c10, c11, c12, c13, c20, c21, c22, c23, c30, c31, c32, c33;
            if (tile.Continue)
            {
                c00 = Vector128.Load(c);
                c01 = Vector128.Load(c + 4);
                c02 = Vector128.Load(c + 8);
                c03 = Vector128.Load(c + 12);
                c10 = Vector128.Load(c + cAt1);
                c11 = Vector128.Load(c + cAt1 + 4);
                c12 = Vector128.Load(c + cAt1 + 8);
                c13 = Vector128.Load(c + cAt1 + 12);
                c20 = Vector128.Load(c + cAt2);
                c21 = Vector128.Load(c + cAt2 + 4);
                c22 = Vector128.Load(c + cAt2 + 8);
                c23 = Vector128.Load(c + cAt2 + 12);
                c30 = Vector128.Load(c + cAt3);
                c31 = Vector128.Load(c + cAt3 + 4);
                c32 = Vector128.Load(c + cAt3 + 8);
                c33 = Vector128.Load(c + cAt3 + 12);
            }
            else if (tile.Start != null)
            {
                c00 = Vector128.Load(tile.Start);
                c01 = Vector128.Load(tile.Start + 4);
                c02 = Vector128.Load(tile.Start + 8);
                c03 = Vector128.Load(tile.Start + 12);
                c10 = Vector128.Load(tile.Start + (p1 * PanelWidth));
                c11 = Vector128.Load(tile.Start + (p1 * PanelWidth) + 4);
                c12 = Vector128.Load(tile.Start + (p1 * PanelWidth) + 8);
                c13 = Vector128.Load(tile.Start + (p1 * PanelWidth) + 12);
                c20 = Vector128.Load(tile.Start + (p2 * PanelWidth));
                c21 = Vector128.Load(tile.Start + (p2 * PanelWidth) + 4);
                c22 = Vector128.Load(tile.Start + (p2 * PanelWidth) + 8);
                c23 = Vector128.Load(tile.Start + (p2 * PanelWidth) + 12);
                c30 = Vector128.Load(tile.Start + (p3 * PanelWidth));
                c31 = Vector128.Load(tile.Start + (p3 * PanelWidth) + 4);
                c32 = Vector128.Load(tile.Start + (p3 * PanelWidth) + 8);
                c33 = Vector128.Load(tile.Start + (p3 * PanelWidth) + 12);
            }
            else
            {
                c00 = c01 = c02 = c03 = c10 = c11 = c12 = c13 = c20 = c21 = c22 = c23 = c30 = c31 = c32 = c33 = Vector128<float>.Zero;
            }

            var end = indices + *count;
            for (var index = indices; index < end; index++)
            {
                var x = Vector128.Create(a[*index * aStep]);
                var w = b + (*index * bStep);
                c00 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w), c00);
                c01 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + 4), c01);
                c02 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + 8), c02);
                c03 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + 12), c03);
                c10 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b1), c10);
                c11 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b1 + 4), c11);
                c12 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b1 + 8), c12);
                c13 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b1 + 12), c13);
                c20 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b2), c20);
                c21 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b2 + 4), c21);
                c22 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b2 + 8), c22);
                c23 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b2 + 12), c23);
                c30 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b3), c30);
                c31 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b3 + 4), c31);
                c32 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b3 + 8), c32);
                c33 = Vector128.FusedMultiplyAdd(x, Vector128.Load(w + b3 + 12), c33);
            }

            (c00 + Vector128<float>.Zero).Store(c);
            (c01 + Vector128<float>.Zero).Store(c + 4);
            (c02 + Vector128<float>.Zero).Store(c + 8);
            (c03 + Vector128<float>.Zero).Store(c + 12);
            (c10 + Vector128<float>.Zero).Store(c + cAt1);
            (c11 + Vector128<float>.Zero).Store(c + cAt1 + 4);
            (c12 + Vector128<float>.Zero).Store(c + cAt1 + 8);
            (c13 + Vector128<float>.Zero).Store(c + cAt1 + 12);
            (c20 + Vector128<float>.Zero).Store(c + cAt2);
            (c21 + Vector128<float>.Zero).Store(c + cAt2 + 4);
            (c22 + Vector128<float>.Zero).Store(c + cAt2 + 8);
            (c23 + Vector128<float>.Zero).Store(c + cAt2 + 12);
            (c30 + Vector128<float>.Zero).Store(c + cAt3);
            (c31 + Vector128<float>.Zero).Store(c + cAt3 + 4);
            (c32 + Vector128<float>.Zero).Store(c + cAt3 + 8);
            (c33 + Vector128<float>.Zero).Store(c + cAt3 + 12);
            a += tile.ARow;
            c += tile.CRow;
            indices += lists.BlockSteps;
            count++;
        }
    }

    public override void Multiply(in MatrixTile tile, int rows, int panels) => Tile2x16(tile);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x16(in MatrixTile tile)
    {
        var a0 = tile.A;
        var row = tile.ARow;
        var aStep = tile.AStep;
        var b = tile.B;
        var bStep = tile.BStep;
        var c0 = tile.C;
        var c1 = tile.C + tile.CRow;
        Vector128<float> c00, c01, c02, c03, c10, c11, c12, c13;
        if (tile.Continue)
        {
            c00 = Vector128.Load(c0);
            c01 = Vector128.Load(c0 + 4);
            c02 = Vector128.Load(c0 + 8);
            c03 = Vector128.Load(c0 + 12);
            c10 = Vector128.Load(c1);
            c11 = Vector128.Load(c1 + 4);
            c12 = Vector128.Load(c1 + 8);
            c13 = Vector128.Load(c1 + 12);
        }
        else if (tile.Start != null)
        {
            c00 = c10 = Vector128.Load(tile.Start);
            c01 = c11 = Vector128.Load(tile.Start + 4);
            c02 = c12 = Vector128.Load(tile.Start + 8);
            c03 = c13 = Vector128.Load(tile.Start + 12);
        }
        else
        {
            c00 = c01 = c02 = c03 = c10 = c11 = c12 = c13 = Vector128<float>.Zero;
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
            a0 += aStep;
            b += bStep;
        }

        (c00 + Vector128<float>.Zero).Store(c0);
        (c01 + Vector128<float>.Zero).Store(c0 + 4);
        (c02 + Vector128<float>.Zero).Store(c0 + 8);
        (c03 + Vector128<float>.Zero).Store(c0 + 12);
        (c10 + Vector128<float>.Zero).Store(c1);
        (c11 + Vector128<float>.Zero).Store(c1 + 4);
        (c12 + Vector128<float>.Zero).Store(c1 + 8);
        (c13 + Vector128<float>.Zero).Store(c1 + 12);
    }
}
