namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Row-major activations or gradients of a mini-batch. Rows are padded to whole panels, and the number of panels is made
/// odd, so that the same column of successive rows falls into different sets of the first-level cache; the padding is
/// zero and stays zero. The number of rows is padded to the largest kernel tile.
/// </summary>
internal sealed unsafe class Matrix
{
    /// <summary>The number of rows that there is room for is a multiple of this.</summary>
    public const int RowMultiple = 8;

    private readonly AlignedBuffer _buffer;

    public Matrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = (PanelLayout.Panels(columns) | 1) * MatrixKernel.PanelWidth;
        _buffer = new AlignedBuffer((long)PadRows(rows) * Stride);
    }

    /// <summary>Rows that it has room for.</summary>
    public int Rows { get; }

    /// <summary>Columns, without padding.</summary>
    public int Columns { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Stride { get; }

    public float* Pointer => _buffer.Pointer;

    public static int PadRows(int rows) => (rows + RowMultiple - 1) / RowMultiple * RowMultiple;

    public float* Row(int row) => _buffer.Pointer + ((long)row * Stride);

    /// <summary>The first value of a block.</summary>
    public float* At(MatrixBlock block) => Row(block.FirstRow) + block.FirstColumn;

    /// <summary>The columns of a block that are not padding.</summary>
    public int ColumnsIn(MatrixBlock block) => Math.Min(block.EndColumn, Columns) - block.FirstColumn;

    public Span<float> RowSpan(int row) => new(Row(row), Columns);
}
