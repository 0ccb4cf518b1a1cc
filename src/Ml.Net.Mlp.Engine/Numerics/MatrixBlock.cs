namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A rectangle of a matrix: rows from first to before end, and columns alike, perhaps with padding in them.</summary>
internal readonly record struct MatrixBlock(int FirstRow, int EndRow, int FirstColumn, int EndColumn)
{
    public int Rows => EndRow - FirstRow;

    public int Columns => EndColumn - FirstColumn;
}
