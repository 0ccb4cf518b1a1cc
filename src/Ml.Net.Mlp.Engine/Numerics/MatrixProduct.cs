using System.Diagnostics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A whole product cut into blocks of rows × groups of panels: a block belongs to one thread, and no block splits the
/// reduction, so the bits don't depend on the number of threads.
/// </summary>
internal unsafe struct MatrixProduct
{
    /// <summary>Rows of a block: enough to use each loaded panel many times, few enough to share a layer among threads.</summary>
    private const int BlockRows = 64;

    /// <summary>Steps of the reduction at a time: two panels of them (32 KiB) stay in the first-level cache.</summary>
    private const int BlockSteps = 256;

    /// <summary>Operands and strides of the whole product.</summary>
    public MatrixTile Operands;

    /// <summary>Rows of the result; even.</summary>
    public int Rows;

    /// <summary>Panels of the result.</summary>
    public int Panels;

    /// <summary>Blocks of one group of panels; they follow one another.</summary>
    public readonly int RowBlocks => (Rows + BlockRows - 1) / BlockRows;

    /// <summary>Groups of panels that a kernel computes together.</summary>
    public readonly int PanelGroups(MatrixKernel kernel) => (Panels + kernel.TilePanels - 1) / kernel.TilePanels;

    /// <summary>Number of blocks.</summary>
    public readonly int CountBlocks(MatrixKernel kernel) => RowBlocks * PanelGroups(kernel);

    /// <summary>Floating-point operations of the whole product.</summary>
    public readonly long Flops => 2L * Rows * Panels * MatrixKernel.PanelWidth * Operands.Steps;

    /// <summary>Computes the blocks from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    public readonly void RunBlocks(MatrixKernel kernel, int first, int end)
    {
        Debug.Assert(Rows % 2 == 0 && Panels > 0 && Operands.Steps > 0);
        for (var block = first; block < end; block++)
        {
            var panel = block / RowBlocks * kernel.TilePanels;
            var row = block % RowBlocks * BlockRows;
            RunBlock(kernel, row, Math.Min(Rows, row + BlockRows), panel, Math.Min(kernel.TilePanels, Panels - panel));
        }
    }

    private readonly void RunBlock(MatrixKernel kernel, int firstRow, int endRow, int panel, int panels)
    {
        var tile = Operands;
        for (var step = 0; step < Operands.Steps; step += BlockSteps)
        {
            tile.Steps = Math.Min(BlockSteps, Operands.Steps - step);
            tile.Continue = Operands.Continue || step > 0;
            tile.Start = Operands.Start == null ? null : Operands.Start + (panel * MatrixKernel.PanelWidth);
            tile.B = Operands.B + (panel * Operands.BPanel) + (step * Operands.BStep);
            for (var row = firstRow; row < endRow; row += kernel.TileRows)
            {
                tile.A = Operands.A + (row * Operands.ARow) + (step * Operands.AStep);
                tile.C = Operands.C + (row * Operands.CRow) + (panel * Operands.CPanel);
                kernel.Multiply(tile, Math.Min(kernel.TileRows, endRow - row), panels);
            }
        }
    }
}
