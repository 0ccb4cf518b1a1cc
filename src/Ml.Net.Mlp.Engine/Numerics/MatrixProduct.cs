using System.Diagnostics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A whole product cut into blocks of rows × groups of panels: a block belongs to one thread, and no block splits the
/// reduction, so the bits don't depend on the number of threads.
/// </summary>
internal unsafe struct MatrixProduct
{
    /// <summary>Rows of a block: enough to use each loaded panel many times, few enough to share a layer among threads.</summary>
    private const int DenseBlockRows = 64;

    /// <summary>Steps of the reduction at a time: two panels of them (32 KiB) stay in the first-level cache.</summary>
    private const int DenseBlockSteps = 256;

    /// <summary>
    /// Floats of the right operand that stay in the second-level cache while all rows pass by: where a group of panels is
    /// smaller, several take turns for each block of rows, which is then fetched less often (the weight gradient of 2500 ×
    /// 2000 weights over 128 rows took 0.9 of the time).
    /// </summary>
    private const int CachedFloats = 1 << 15;

    /// <summary>Fewer rows than this are not worth loading a block of weights for.</summary>
    private const int FewestSparseRows = 16;

    private MatrixKernel _kernel;
    private int _blockRows;
    private int _groupPanels;
    private int _groupsInTurn;

    /// <summary>Operands and strides of the whole product.</summary>
    public MatrixTile Operands;

    /// <summary>
    /// Rows of the result. Where it is no multiple of <see cref="Matrix.RowMultiple"/>, operand A and the result must have
    /// room up to the next one.
    /// </summary>
    public int Rows;

    /// <summary>Panels of the result.</summary>
    public int Panels;

    /// <summary>Where the rows of operand A are not zero; only used where <see cref="Zeros"/> is above 0.</summary>
    public IndexLists Lists;

    /// <summary>Share of operand A's values that are zero and not in <see cref="Lists"/>; 0 where there are no lists.</summary>
    public double Zeros;

    /// <summary>Number of blocks; known once planned.</summary>
    public readonly int Blocks => RowBlocks * Groups;

    /// <summary>Floating-point operations of the whole product.</summary>
    public readonly long Flops => (long)(2 * (1 - Zeros) * Rows * Panels * MatrixKernel.PanelWidth * Operands.Steps);

    private readonly int Groups => (Panels + _groupPanels - 1) / _groupPanels;

    private readonly int RowBlocks => (Rows + _blockRows - 1) / _blockRows;

    /// <summary>Cuts the product into blocks.</summary>
    /// <param name="kernel">Computes them.</param>
    /// <param name="threads">Threads that will share them.</param>
    public void Plan(MatrixKernel kernel, int threads)
    {
        Debug.Assert(Rows > 0 && Panels > 0 && Operands.Steps > 0 && Zeros is >= 0 and <= 1);
        _kernel = kernel;
        _groupPanels = Zeros == 0 ? kernel.TilePanels : MatrixKernel.SparsePanels;
        _groupsInTurn = Math.Max(1, CachedFloats / (Operands.Steps * _groupPanels * MatrixKernel.PanelWidth));
        if (Zeros == 0)
        {
            _blockRows = DenseBlockRows;
            return;
        }

        // A block of weights is loaded for few steps of each row, so all rows should pass by it, unless threads would idle.
        var parts = 1;
        while (Groups * parts % threads != 0 && Groups * parts < 8 * threads && Rows / (parts + 1) >= FewestSparseRows)
        {
            parts++;
        }

        _blockRows = Matrix.PadRows((Rows + parts - 1) / parts);
    }

    /// <summary>Computes a block, and says where it stands.</summary>
    public readonly MatrixBlock RunBlock(int block)
    {
        var turn = block / (RowBlocks * _groupsInTurn);
        var groups = Math.Min(_groupsInTurn, Groups - (turn * _groupsInTurn));
        var inTurn = block - (turn * RowBlocks * _groupsInTurn);
        var row = inTurn / groups * _blockRows;
        var endRow = Math.Min(Rows, row + _blockRows);
        var panel = ((turn * _groupsInTurn) + (inTurn % groups)) * _groupPanels;
        var endPanel = Math.Min(Panels, panel + _groupPanels);
        if (IsWorthSkipping(endPanel - panel))
        {
            RunSparse(row, endRow, panel, endPanel);
        }
        else
        {
            for (var tile = panel; tile < endPanel; tile += _kernel.TilePanels)
            {
                RunDense(row, Matrix.PadRows(endRow), tile, Math.Min(endPanel, tile + _kernel.TilePanels));
            }
        }

        return new MatrixBlock(row, endRow, panel * MatrixKernel.PanelWidth, endPanel * MatrixKernel.PanelWidth);
    }

    // The sparse kernel takes as long for one panel as for four, and about 1.65 times as long a step as the dense one.
    private readonly bool IsWorthSkipping(int panels) => Zeros > 0 && (1 - Zeros) * 1.65 * MatrixKernel.SparsePanels <= panels;

    private readonly void RunSparse(int row, int endRow, int panel, int endPanel)
    {
        var tile = Tile(row, panel);
        for (var step = 0; step < Operands.Steps; step += Lists.BlockSteps)
        {
            _kernel.MultiplySparse(tile, Lists.At(row, step / Lists.BlockSteps), endRow - row, endPanel - panel);
            tile.Continue = true;
            tile.A += Lists.BlockSteps * tile.AStep;
            tile.B += Lists.BlockSteps * tile.BStep;
        }
    }

    private readonly void RunDense(int firstRow, int endRow, int panel, int endPanel)
    {
        for (var step = 0; step < Operands.Steps; step += DenseBlockSteps)
        {
            for (var row = firstRow; row < endRow; row += _kernel.TileRows)
            {
                var tile = Tile(row, panel);
                tile.Steps = Math.Min(DenseBlockSteps, Operands.Steps - step);
                tile.Continue |= step > 0;
                tile.A += step * tile.AStep;
                tile.B += step * tile.BStep;
                _kernel.Multiply(tile, Math.Min(_kernel.TileRows, endRow - row), endPanel - panel);
            }
        }
    }

    private readonly MatrixTile Tile(int row, int panel)
    {
        var tile = Operands;
        tile.A += row * tile.ARow;
        tile.B += panel * tile.BPanel;
        tile.C += (row * tile.CRow) + (panel * tile.CPanel);
        tile.Start = tile.Start == null ? null : tile.Start + (panel * MatrixKernel.PanelWidth);
        return tile;
    }
}
