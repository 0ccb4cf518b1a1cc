namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A register-tiled matrix product for one instruction set. Every element of the result is one chain of fused
/// multiply-adds in ascending order of the reduction index, whatever the tile: so all kernels give the same bits. A sum that
/// underflows to -0 is stored as 0, so that steps that add nothing can be left out without a trace.
/// </summary>
internal abstract unsafe class MatrixKernel
{
    /// <summary>Columns of a panel.</summary>
    public const int PanelWidth = 16;

    /// <summary>
    /// Panels that <see cref="MultiplySparse"/> computes side by side: the independent sums hide the latency of the
    /// multiply-add, and the cost of finding a step is shared (8 panels were 5 to 25 % slower: their weights crowd the cache).
    /// </summary>
    public const int SparsePanels = 4;

    private static readonly MatrixKernel[] Kernels =
        [new PortableMatrixKernel(), new NeonMatrixKernel(), new Avx2MatrixKernel(), new Avx512MatrixKernel()];

    /// <summary>Rows of a tile; <see cref="Multiply"/> may write all of them.</summary>
    public abstract int TileRows { get; }

    /// <summary>Panels of a tile at most.</summary>
    public abstract int TilePanels { get; }

    /// <summary>The kernel of a level.</summary>
    public static MatrixKernel For(SimdLevel level) => Kernels[(int)level];

    /// <summary>Computes <paramref name="rows"/> rows (an even number up to <see cref="TileRows"/>) of one tile.</summary>
    /// <param name="tile">The operands.</param>
    /// <param name="rows">Even, 2 to <see cref="TileRows"/>.</param>
    /// <param name="panels">1 to <see cref="TilePanels"/>.</param>
    public abstract void Multiply(in MatrixTile tile, int rows, int panels);

    /// <summary>
    /// Computes rows that are mostly zeros: each takes the steps of its list only. Every weight read serves one row, so the
    /// steps of a call should be few enough for their weights to stay in the first-level cache.
    /// </summary>
    /// <param name="tile">The operands; its number of steps is not used.</param>
    /// <param name="lists">The rows' lists, in the steps' block.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="panels">1 to <see cref="SparsePanels"/>.</param>
    public abstract void MultiplySparse(in MatrixTile tile, in IndexLists lists, int rows, int panels);

    /// <summary>Computes a single row over any number of panels, from <see cref="MatrixTile.Start"/> on.</summary>
    /// <param name="tile">The operands; its row strides and <see cref="MatrixTile.Continue"/> are not used.</param>
    /// <param name="panels">1 or more.</param>
    public abstract void MultiplyRow(in MatrixTile tile, int panels);
}
