using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// AVX-512: 8 rows × 2 panels hold 16 of the 32 registers as sums, enough to hide the latency of two multiply-add units
/// (4 cycles × 2); a step loads 2 vectors and broadcasts 8 values for 16 multiply-adds.
/// </summary>
internal sealed unsafe class Avx512MatrixKernel : MatrixKernel
{
    public override int TileRows => 8;

    public override int TilePanels => 2;

    public override void Multiply(in MatrixTile tile, int rows, int panels)
    {
        if (panels == 2)
        {
            Tile8x32(tile);
        }
        else
        {
            Tile8x16(tile);
        }
    }

    public override void MultiplyRow(in MatrixTile tile, int panels)
    {
        for (var panel = 0; panel < panels; panel += 8)
        {
            Row8(tile, panel, panels - 1);
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
            Vector512<float> c0, c1, c2, c3;
            if (tile.Continue)
            {
                c0 = Vector512.Load(c);
                c1 = Vector512.Load(c + cAt1);
                c2 = Vector512.Load(c + cAt2);
                c3 = Vector512.Load(c + cAt3);
            }
            else if (tile.Start != null)
            {
                c0 = Vector512.Load(tile.Start);
                c1 = Vector512.Load(tile.Start + (p1 * PanelWidth));
                c2 = Vector512.Load(tile.Start + (p2 * PanelWidth));
                c3 = Vector512.Load(tile.Start + (p3 * PanelWidth));
            }
            else
            {
                c0 = c1 = c2 = c3 = Vector512<float>.Zero;
            }

            var end = indices + *count;
            for (var index = indices; index < end; index++)
            {
                var x = Vector512.Create(a[*index * aStep]);
                var w = b + (*index * bStep);
                c0 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(w), c0);
                c1 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(w + b1), c1);
                c2 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(w + b2), c2);
                c3 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(w + b3), c3);
            }

            (c0 + Vector512<float>.Zero).Store(c);
            (c1 + Vector512<float>.Zero).Store(c + cAt1);
            (c2 + Vector512<float>.Zero).Store(c + cAt2);
            (c3 + Vector512<float>.Zero).Store(c + cAt3);
            a += tile.ARow;
            c += tile.CRow;
            indices += lists.BlockSteps;
            count++;
        }
    }

    // NoInlining: inlined into its caller the loop lost its registers to spills. AggressiveOptimization: never at tier 0.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x32(in MatrixTile tile)
    {
        var row = tile.ARow;
        var a0 = tile.A;
        var a4 = a0 + (4 * row);
        var row3 = 3 * row;
        var aStep = tile.AStep;
        var b0 = tile.B;
        var b1 = b0 + tile.BPanel;
        var bStep = tile.BStep;
        var c = tile.C;
        var cRow = tile.CRow;
        var cPanel = tile.CPanel;
        Vector512<float> c00, c01;
        Vector512<float> c10, c11;
        Vector512<float> c20, c21;
        Vector512<float> c30, c31;
        Vector512<float> c40, c41;
        Vector512<float> c50, c51;
        Vector512<float> c60, c61;
        Vector512<float> c70, c71;
        if (tile.Continue)
        {
            c00 = Vector512.Load(c + (0 * cRow));
            c01 = Vector512.Load(c + (0 * cRow) + cPanel);
            c10 = Vector512.Load(c + (1 * cRow));
            c11 = Vector512.Load(c + (1 * cRow) + cPanel);
            c20 = Vector512.Load(c + (2 * cRow));
            c21 = Vector512.Load(c + (2 * cRow) + cPanel);
            c30 = Vector512.Load(c + (3 * cRow));
            c31 = Vector512.Load(c + (3 * cRow) + cPanel);
            c40 = Vector512.Load(c + (4 * cRow));
            c41 = Vector512.Load(c + (4 * cRow) + cPanel);
            c50 = Vector512.Load(c + (5 * cRow));
            c51 = Vector512.Load(c + (5 * cRow) + cPanel);
            c60 = Vector512.Load(c + (6 * cRow));
            c61 = Vector512.Load(c + (6 * cRow) + cPanel);
            c70 = Vector512.Load(c + (7 * cRow));
            c71 = Vector512.Load(c + (7 * cRow) + cPanel);
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = c60 = c70 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start);
            c01 = c11 = c21 = c31 = c41 = c51 = c61 = c71 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + MatrixKernel.PanelWidth);
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector512.Load(b0);
            var w1 = Vector512.Load(b1);
            var x = Vector512.Create(*a0);
            c00 = Avx512F.FusedMultiplyAdd(x, w0, c00);
            c01 = Avx512F.FusedMultiplyAdd(x, w1, c01);
            x = Vector512.Create(*(a0 + row));
            c10 = Avx512F.FusedMultiplyAdd(x, w0, c10);
            c11 = Avx512F.FusedMultiplyAdd(x, w1, c11);
            x = Vector512.Create(*(a0 + (2 * row)));
            c20 = Avx512F.FusedMultiplyAdd(x, w0, c20);
            c21 = Avx512F.FusedMultiplyAdd(x, w1, c21);
            x = Vector512.Create(*(a0 + row3));
            c30 = Avx512F.FusedMultiplyAdd(x, w0, c30);
            c31 = Avx512F.FusedMultiplyAdd(x, w1, c31);
            x = Vector512.Create(*a4);
            c40 = Avx512F.FusedMultiplyAdd(x, w0, c40);
            c41 = Avx512F.FusedMultiplyAdd(x, w1, c41);
            x = Vector512.Create(*(a4 + row));
            c50 = Avx512F.FusedMultiplyAdd(x, w0, c50);
            c51 = Avx512F.FusedMultiplyAdd(x, w1, c51);
            x = Vector512.Create(*(a4 + (2 * row)));
            c60 = Avx512F.FusedMultiplyAdd(x, w0, c60);
            c61 = Avx512F.FusedMultiplyAdd(x, w1, c61);
            x = Vector512.Create(*(a4 + row3));
            c70 = Avx512F.FusedMultiplyAdd(x, w0, c70);
            c71 = Avx512F.FusedMultiplyAdd(x, w1, c71);
            a0 += aStep;
            a4 += aStep;
            b0 += bStep;
            b1 += bStep;
        }

        (c00 + Vector512<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector512<float>.Zero).Store(c + (0 * cRow) + cPanel);
        (c10 + Vector512<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector512<float>.Zero).Store(c + (1 * cRow) + cPanel);
        (c20 + Vector512<float>.Zero).Store(c + (2 * cRow));
        (c21 + Vector512<float>.Zero).Store(c + (2 * cRow) + cPanel);
        (c30 + Vector512<float>.Zero).Store(c + (3 * cRow));
        (c31 + Vector512<float>.Zero).Store(c + (3 * cRow) + cPanel);
        (c40 + Vector512<float>.Zero).Store(c + (4 * cRow));
        (c41 + Vector512<float>.Zero).Store(c + (4 * cRow) + cPanel);
        (c50 + Vector512<float>.Zero).Store(c + (5 * cRow));
        (c51 + Vector512<float>.Zero).Store(c + (5 * cRow) + cPanel);
        (c60 + Vector512<float>.Zero).Store(c + (6 * cRow));
        (c61 + Vector512<float>.Zero).Store(c + (6 * cRow) + cPanel);
        (c70 + Vector512<float>.Zero).Store(c + (7 * cRow));
        (c71 + Vector512<float>.Zero).Store(c + (7 * cRow) + cPanel);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile8x16(in MatrixTile tile)
    {
        var row = tile.ARow;
        var a0 = tile.A;
        var a4 = a0 + (4 * row);
        var row3 = 3 * row;
        var aStep = tile.AStep;
        var b0 = tile.B;
        var bStep = tile.BStep;
        var c = tile.C;
        var cRow = tile.CRow;
        Vector512<float> c00;
        Vector512<float> c10;
        Vector512<float> c20;
        Vector512<float> c30;
        Vector512<float> c40;
        Vector512<float> c50;
        Vector512<float> c60;
        Vector512<float> c70;
        if (tile.Continue)
        {
            c00 = Vector512.Load(c + (0 * cRow));
            c10 = Vector512.Load(c + (1 * cRow));
            c20 = Vector512.Load(c + (2 * cRow));
            c30 = Vector512.Load(c + (3 * cRow));
            c40 = Vector512.Load(c + (4 * cRow));
            c50 = Vector512.Load(c + (5 * cRow));
            c60 = Vector512.Load(c + (6 * cRow));
            c70 = Vector512.Load(c + (7 * cRow));
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = c60 = c70 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start);
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector512.Load(b0);
            var x = Vector512.Create(*a0);
            c00 = Avx512F.FusedMultiplyAdd(x, w0, c00);
            x = Vector512.Create(*(a0 + row));
            c10 = Avx512F.FusedMultiplyAdd(x, w0, c10);
            x = Vector512.Create(*(a0 + (2 * row)));
            c20 = Avx512F.FusedMultiplyAdd(x, w0, c20);
            x = Vector512.Create(*(a0 + row3));
            c30 = Avx512F.FusedMultiplyAdd(x, w0, c30);
            x = Vector512.Create(*a4);
            c40 = Avx512F.FusedMultiplyAdd(x, w0, c40);
            x = Vector512.Create(*(a4 + row));
            c50 = Avx512F.FusedMultiplyAdd(x, w0, c50);
            x = Vector512.Create(*(a4 + (2 * row)));
            c60 = Avx512F.FusedMultiplyAdd(x, w0, c60);
            x = Vector512.Create(*(a4 + row3));
            c70 = Avx512F.FusedMultiplyAdd(x, w0, c70);
            a0 += aStep;
            a4 += aStep;
            b0 += bStep;
        }

        (c00 + Vector512<float>.Zero).Store(c + (0 * cRow));
        (c10 + Vector512<float>.Zero).Store(c + (1 * cRow));
        (c20 + Vector512<float>.Zero).Store(c + (2 * cRow));
        (c30 + Vector512<float>.Zero).Store(c + (3 * cRow));
        (c40 + Vector512<float>.Zero).Store(c + (4 * cRow));
        (c50 + Vector512<float>.Zero).Store(c + (5 * cRow));
        (c60 + Vector512<float>.Zero).Store(c + (6 * cRow));
        (c70 + Vector512<float>.Zero).Store(c + (7 * cRow));
    }

    // One row reads each weight once: 8 panels side by side give 8 independent sums to hide the latency. Where fewer
    // panels are left, the last one is computed again in the idle places, with the same result.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row8(in MatrixTile tile, int first, int last)
    {
        var a = tile.A;
        var aStep = tile.AStep;
        var bStep = tile.BStep;
        nint p0 = first;
        nint p1 = Math.Min(first + 1, last);
        nint p2 = Math.Min(first + 2, last);
        nint p3 = Math.Min(first + 3, last);
        nint p4 = Math.Min(first + 4, last);
        nint p5 = Math.Min(first + 5, last);
        nint p6 = Math.Min(first + 6, last);
        nint p7 = Math.Min(first + 7, last);
        var b0 = tile.B + (p0 * tile.BPanel);
        var b1 = tile.B + (p1 * tile.BPanel);
        var b2 = tile.B + (p2 * tile.BPanel);
        var b3 = tile.B + (p3 * tile.BPanel);
        var b4 = tile.B + (p4 * tile.BPanel);
        var b5 = tile.B + (p5 * tile.BPanel);
        var b6 = tile.B + (p6 * tile.BPanel);
        var b7 = tile.B + (p7 * tile.BPanel);
        var c0 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p0 * PanelWidth));
        var c1 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p1 * PanelWidth));
        var c2 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p2 * PanelWidth));
        var c3 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p3 * PanelWidth));
        var c4 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p4 * PanelWidth));
        var c5 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p5 * PanelWidth));
        var c6 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p6 * PanelWidth));
        var c7 = tile.Start == null ? Vector512<float>.Zero : Vector512.Load(tile.Start + (p7 * PanelWidth));
        for (var k = tile.Steps; k > 0; k--)
        {
            var x = Vector512.Create(*a);
            c0 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b0), c0);
            c1 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b1), c1);
            c2 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b2), c2);
            c3 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b3), c3);
            c4 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b4), c4);
            c5 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b5), c5);
            c6 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b6), c6);
            c7 = Avx512F.FusedMultiplyAdd(x, Vector512.Load(b7), c7);
            a += aStep;
            b0 += bStep;
            b1 += bStep;
            b2 += bStep;
            b3 += bStep;
            b4 += bStep;
            b5 += bStep;
            b6 += bStep;
            b7 += bStep;
        }

        (c0 + Vector512<float>.Zero).Store(tile.C + (p0 * tile.CPanel));
        (c1 + Vector512<float>.Zero).Store(tile.C + (p1 * tile.CPanel));
        (c2 + Vector512<float>.Zero).Store(tile.C + (p2 * tile.CPanel));
        (c3 + Vector512<float>.Zero).Store(tile.C + (p3 * tile.CPanel));
        (c4 + Vector512<float>.Zero).Store(tile.C + (p4 * tile.CPanel));
        (c5 + Vector512<float>.Zero).Store(tile.C + (p5 * tile.CPanel));
        (c6 + Vector512<float>.Zero).Store(tile.C + (p6 * tile.CPanel));
        (c7 + Vector512<float>.Zero).Store(tile.C + (p7 * tile.CPanel));
    }
}
