using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// AVX2 with FMA: 6 rows × 1 panel hold 12 of the 16 registers as sums, 2 the panel's row and 1 the broadcast value (the
/// 6 × 16 tile of BLIS for Haswell).
/// </summary>
internal sealed unsafe class Avx2MatrixKernel : MatrixKernel
{
    public override int TileRows => 6;

    public override int TilePanels => 1;

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
                Tile2x16(tile);
                break;
        }
    }

    public override void MultiplyRow(in MatrixTile tile, int panels)
    {
        for (var panel = 0; panel < panels; panel += 4)
        {
            Row4(tile, panel, panels - 1);
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
            Vector256<float> c00, c01, c10, c11, c20, c21, c30, c31;
            if (tile.Continue)
            {
                c00 = Vector256.Load(c);
                c01 = Vector256.Load(c + 8);
                c10 = Vector256.Load(c + cAt1);
                c11 = Vector256.Load(c + cAt1 + 8);
                c20 = Vector256.Load(c + cAt2);
                c21 = Vector256.Load(c + cAt2 + 8);
                c30 = Vector256.Load(c + cAt3);
                c31 = Vector256.Load(c + cAt3 + 8);
            }
            else if (tile.Start != null)
            {
                c00 = Vector256.Load(tile.Start);
                c01 = Vector256.Load(tile.Start + 8);
                c10 = Vector256.Load(tile.Start + (p1 * PanelWidth));
                c11 = Vector256.Load(tile.Start + (p1 * PanelWidth) + 8);
                c20 = Vector256.Load(tile.Start + (p2 * PanelWidth));
                c21 = Vector256.Load(tile.Start + (p2 * PanelWidth) + 8);
                c30 = Vector256.Load(tile.Start + (p3 * PanelWidth));
                c31 = Vector256.Load(tile.Start + (p3 * PanelWidth) + 8);
            }
            else
            {
                c00 = c01 = c10 = c11 = c20 = c21 = c30 = c31 = Vector256<float>.Zero;
            }

            var end = indices + *count;
            for (var index = indices; index < end; index++)
            {
                var x = Vector256.Create(a[*index * aStep]);
                var w = b + (*index * bStep);
                c00 = Fma.MultiplyAdd(x, Vector256.Load(w), c00);
                c01 = Fma.MultiplyAdd(x, Vector256.Load(w + 8), c01);
                c10 = Fma.MultiplyAdd(x, Vector256.Load(w + b1), c10);
                c11 = Fma.MultiplyAdd(x, Vector256.Load(w + b1 + 8), c11);
                c20 = Fma.MultiplyAdd(x, Vector256.Load(w + b2), c20);
                c21 = Fma.MultiplyAdd(x, Vector256.Load(w + b2 + 8), c21);
                c30 = Fma.MultiplyAdd(x, Vector256.Load(w + b3), c30);
                c31 = Fma.MultiplyAdd(x, Vector256.Load(w + b3 + 8), c31);
            }

            (c00 + Vector256<float>.Zero).Store(c);
            (c01 + Vector256<float>.Zero).Store(c + 8);
            (c10 + Vector256<float>.Zero).Store(c + cAt1);
            (c11 + Vector256<float>.Zero).Store(c + cAt1 + 8);
            (c20 + Vector256<float>.Zero).Store(c + cAt2);
            (c21 + Vector256<float>.Zero).Store(c + cAt2 + 8);
            (c30 + Vector256<float>.Zero).Store(c + cAt3);
            (c31 + Vector256<float>.Zero).Store(c + cAt3 + 8);
            a += tile.ARow;
            c += tile.CRow;
            indices += lists.BlockSteps;
            count++;
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
        Vector256<float> c00, c01;
        Vector256<float> c10, c11;
        Vector256<float> c20, c21;
        Vector256<float> c30, c31;
        Vector256<float> c40, c41;
        Vector256<float> c50, c51;
        if (tile.Continue)
        {
            c00 = Vector256.Load(c + (0 * cRow));
            c01 = Vector256.Load(c + (0 * cRow) + 8);
            c10 = Vector256.Load(c + (1 * cRow));
            c11 = Vector256.Load(c + (1 * cRow) + 8);
            c20 = Vector256.Load(c + (2 * cRow));
            c21 = Vector256.Load(c + (2 * cRow) + 8);
            c30 = Vector256.Load(c + (3 * cRow));
            c31 = Vector256.Load(c + (3 * cRow) + 8);
            c40 = Vector256.Load(c + (4 * cRow));
            c41 = Vector256.Load(c + (4 * cRow) + 8);
            c50 = Vector256.Load(c + (5 * cRow));
            c51 = Vector256.Load(c + (5 * cRow) + 8);
        }
        else
        {
            c00 = c10 = c20 = c30 = c40 = c50 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start);
            c01 = c11 = c21 = c31 = c41 = c51 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + 8);
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector256.Load(b);
            var w1 = Vector256.Load(b + 8);
            var x = Vector256.Create(*a0);
            c00 = Fma.MultiplyAdd(x, w0, c00);
            c01 = Fma.MultiplyAdd(x, w1, c01);
            x = Vector256.Create(*(a0 + row));
            c10 = Fma.MultiplyAdd(x, w0, c10);
            c11 = Fma.MultiplyAdd(x, w1, c11);
            x = Vector256.Create(*(a0 + (2 * row)));
            c20 = Fma.MultiplyAdd(x, w0, c20);
            c21 = Fma.MultiplyAdd(x, w1, c21);
            x = Vector256.Create(*a3);
            c30 = Fma.MultiplyAdd(x, w0, c30);
            c31 = Fma.MultiplyAdd(x, w1, c31);
            x = Vector256.Create(*(a3 + row));
            c40 = Fma.MultiplyAdd(x, w0, c40);
            c41 = Fma.MultiplyAdd(x, w1, c41);
            x = Vector256.Create(*(a3 + (2 * row)));
            c50 = Fma.MultiplyAdd(x, w0, c50);
            c51 = Fma.MultiplyAdd(x, w1, c51);
            a0 += aStep;
            a3 += aStep;
            b += bStep;
        }

        (c00 + Vector256<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector256<float>.Zero).Store(c + (0 * cRow) + 8);
        (c10 + Vector256<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector256<float>.Zero).Store(c + (1 * cRow) + 8);
        (c20 + Vector256<float>.Zero).Store(c + (2 * cRow));
        (c21 + Vector256<float>.Zero).Store(c + (2 * cRow) + 8);
        (c30 + Vector256<float>.Zero).Store(c + (3 * cRow));
        (c31 + Vector256<float>.Zero).Store(c + (3 * cRow) + 8);
        (c40 + Vector256<float>.Zero).Store(c + (4 * cRow));
        (c41 + Vector256<float>.Zero).Store(c + (4 * cRow) + 8);
        (c50 + Vector256<float>.Zero).Store(c + (5 * cRow));
        (c51 + Vector256<float>.Zero).Store(c + (5 * cRow) + 8);
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
        Vector256<float> c00, c01;
        Vector256<float> c10, c11;
        Vector256<float> c20, c21;
        Vector256<float> c30, c31;
        if (tile.Continue)
        {
            c00 = Vector256.Load(c + (0 * cRow));
            c01 = Vector256.Load(c + (0 * cRow) + 8);
            c10 = Vector256.Load(c + (1 * cRow));
            c11 = Vector256.Load(c + (1 * cRow) + 8);
            c20 = Vector256.Load(c + (2 * cRow));
            c21 = Vector256.Load(c + (2 * cRow) + 8);
            c30 = Vector256.Load(c + (3 * cRow));
            c31 = Vector256.Load(c + (3 * cRow) + 8);
        }
        else
        {
            c00 = c10 = c20 = c30 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start);
            c01 = c11 = c21 = c31 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + 8);
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector256.Load(b);
            var w1 = Vector256.Load(b + 8);
            var x = Vector256.Create(*a0);
            c00 = Fma.MultiplyAdd(x, w0, c00);
            c01 = Fma.MultiplyAdd(x, w1, c01);
            x = Vector256.Create(*(a0 + row));
            c10 = Fma.MultiplyAdd(x, w0, c10);
            c11 = Fma.MultiplyAdd(x, w1, c11);
            x = Vector256.Create(*(a0 + (2 * row)));
            c20 = Fma.MultiplyAdd(x, w0, c20);
            c21 = Fma.MultiplyAdd(x, w1, c21);
            x = Vector256.Create(*a3);
            c30 = Fma.MultiplyAdd(x, w0, c30);
            c31 = Fma.MultiplyAdd(x, w1, c31);
            a0 += aStep;
            a3 += aStep;
            b += bStep;
        }

        (c00 + Vector256<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector256<float>.Zero).Store(c + (0 * cRow) + 8);
        (c10 + Vector256<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector256<float>.Zero).Store(c + (1 * cRow) + 8);
        (c20 + Vector256<float>.Zero).Store(c + (2 * cRow));
        (c21 + Vector256<float>.Zero).Store(c + (2 * cRow) + 8);
        (c30 + Vector256<float>.Zero).Store(c + (3 * cRow));
        (c31 + Vector256<float>.Zero).Store(c + (3 * cRow) + 8);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Tile2x16(in MatrixTile tile)
    {
        var row = tile.ARow;
        var a0 = tile.A;
        var aStep = tile.AStep;
        var b = tile.B;
        var bStep = tile.BStep;
        var c = tile.C;
        var cRow = tile.CRow;
        Vector256<float> c00, c01;
        Vector256<float> c10, c11;
        if (tile.Continue)
        {
            c00 = Vector256.Load(c + (0 * cRow));
            c01 = Vector256.Load(c + (0 * cRow) + 8);
            c10 = Vector256.Load(c + (1 * cRow));
            c11 = Vector256.Load(c + (1 * cRow) + 8);
        }
        else
        {
            c00 = c10 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start);
            c01 = c11 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + 8);
        }

        for (var k = tile.Steps; k > 0; k--)
        {
            var w0 = Vector256.Load(b);
            var w1 = Vector256.Load(b + 8);
            var x = Vector256.Create(*a0);
            c00 = Fma.MultiplyAdd(x, w0, c00);
            c01 = Fma.MultiplyAdd(x, w1, c01);
            x = Vector256.Create(*(a0 + row));
            c10 = Fma.MultiplyAdd(x, w0, c10);
            c11 = Fma.MultiplyAdd(x, w1, c11);
            a0 += aStep;
            b += bStep;
        }

        (c00 + Vector256<float>.Zero).Store(c + (0 * cRow));
        (c01 + Vector256<float>.Zero).Store(c + (0 * cRow) + 8);
        (c10 + Vector256<float>.Zero).Store(c + (1 * cRow));
        (c11 + Vector256<float>.Zero).Store(c + (1 * cRow) + 8);
    }

    // One row reads each weight once: 4 panels side by side give 8 independent sums to hide the latency. Where fewer
    // panels are left, the last one is computed again in the idle places, with the same result.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void Row4(in MatrixTile tile, int first, int last)
    {
        var a = tile.A;
        var aStep = tile.AStep;
        var bStep = tile.BStep;
        nint p0 = first;
        nint p1 = Math.Min(first + 1, last);
        nint p2 = Math.Min(first + 2, last);
        nint p3 = Math.Min(first + 3, last);
        var b0 = tile.B + (p0 * tile.BPanel);
        var b1 = tile.B + (p1 * tile.BPanel);
        var b2 = tile.B + (p2 * tile.BPanel);
        var b3 = tile.B + (p3 * tile.BPanel);
        var c00 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p0 * PanelWidth));
        var c01 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p0 * PanelWidth) + 8);
        var c10 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p1 * PanelWidth));
        var c11 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p1 * PanelWidth) + 8);
        var c20 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p2 * PanelWidth));
        var c21 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p2 * PanelWidth) + 8);
        var c30 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p3 * PanelWidth));
        var c31 = tile.Start == null ? Vector256<float>.Zero : Vector256.Load(tile.Start + (p3 * PanelWidth) + 8);
        for (var k = tile.Steps; k > 0; k--)
        {
            var x = Vector256.Create(*a);
            c00 = Fma.MultiplyAdd(x, Vector256.Load(b0), c00);
            c01 = Fma.MultiplyAdd(x, Vector256.Load(b0 + 8), c01);
            c10 = Fma.MultiplyAdd(x, Vector256.Load(b1), c10);
            c11 = Fma.MultiplyAdd(x, Vector256.Load(b1 + 8), c11);
            c20 = Fma.MultiplyAdd(x, Vector256.Load(b2), c20);
            c21 = Fma.MultiplyAdd(x, Vector256.Load(b2 + 8), c21);
            c30 = Fma.MultiplyAdd(x, Vector256.Load(b3), c30);
            c31 = Fma.MultiplyAdd(x, Vector256.Load(b3 + 8), c31);
            a += aStep;
            b0 += bStep;
            b1 += bStep;
            b2 += bStep;
            b3 += bStep;
        }

        (c00 + Vector256<float>.Zero).Store(tile.C + (p0 * tile.CPanel));
        (c01 + Vector256<float>.Zero).Store(tile.C + (p0 * tile.CPanel) + 8);
        (c10 + Vector256<float>.Zero).Store(tile.C + (p1 * tile.CPanel));
        (c11 + Vector256<float>.Zero).Store(tile.C + (p1 * tile.CPanel) + 8);
        (c20 + Vector256<float>.Zero).Store(tile.C + (p2 * tile.CPanel));
        (c21 + Vector256<float>.Zero).Store(tile.C + (p2 * tile.CPanel) + 8);
        (c30 + Vector256<float>.Zero).Store(tile.C + (p3 * tile.CPanel));
        (c31 + Vector256<float>.Zero).Store(tile.C + (p3 * tile.CPanel) + 8);
    }
}
