namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A register-tiled matrix product for one instruction set. Every element of the result is one chain of fused
/// multiply-adds in ascending order of the reduction index, whatever the tile: so all kernels give the same bits.
/// </summary>
internal abstract unsafe class MatrixKernel
{
    /// <summary>Columns of a panel.</summary>
    public const int PanelWidth = 16;

    private static readonly MatrixKernel[] Kernels =
        [new PortableMatrixKernel(), new PortableMatrixKernel(), new Avx2MatrixKernel(), new Avx512MatrixKernel()];

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

    /// <summary>Computes a single row over any number of panels, from <see cref="MatrixTile.Start"/> on.</summary>
    /// <param name="tile">The operands; its row strides and <see cref="MatrixTile.Continue"/> are not used.</param>
    /// <param name="panels">1 or more.</param>
    public abstract void MultiplyRow(in MatrixTile tile, int panels);
}
