using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes to the rows of a matrix.</summary>
internal sealed class MatrixSink(Matrix matrix) : DenseSink(matrix.Columns)
{
    private int _row;

    public Matrix Matrix => matrix;

    public override void Begin(int row) => _row = row;

    public override Span<float> Dense() => matrix.RowSpan(_row);
}
