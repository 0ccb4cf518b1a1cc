using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// 128-bit vectors, 2 rows × 1 panel: NEON where the hardware has it, the run-time's software multiply-add elsewhere.
/// </summary>
internal sealed unsafe class PortableMatrixKernel : MatrixKernel
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
            Multiply(single, 2, 1);
            single.B += single.BPanel;
            single.C += single.CPanel;
            single.Start = single.Start == null ? null : single.Start + PanelWidth;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public override void Multiply(in MatrixTile tile, int rows, int panels)
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

        c00.Store(c0);
        c01.Store(c0 + 4);
        c02.Store(c0 + 8);
        c03.Store(c0 + 12);
        c10.Store(c1);
        c11.Store(c1 + 4);
        c12.Store(c1 + 8);
        c13.Store(c1 + 12);
    }
}
