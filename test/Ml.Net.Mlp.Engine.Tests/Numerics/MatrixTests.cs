using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Rows of a mini-batch.</summary>
public sealed unsafe class MatrixTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 48)]
    [InlineData(48, 48)]
    [InlineData(49, 80)]
    [InlineData(784, 784)]
    [InlineData(800, 816)]
    public void A_row_takes_an_odd_number_of_whole_panels(int columns, int stride)
    {
        var matrix = new Matrix(3, columns);

        matrix.Stride.Should().Be(stride);
        matrix.Columns.Should().Be(columns);
        matrix.RowSpan(1).Length.Should().Be(columns);
        (matrix.Row(2) - matrix.Pointer).Should().Be(2 * stride);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 8)]
    [InlineData(8, 8)]
    [InlineData(9, 16)]
    public void Rows_are_padded_to_the_largest_tile(int rows, int padded) => Matrix.PadRows(rows).Should().Be(padded);

    [Fact]
    public void Everything_is_zero_at_first_the_padding_too()
    {
        var matrix = new Matrix(9, 17);

        new Span<float>(matrix.Pointer, 16 * matrix.Stride).ContainsAnyExcept(0f).Should().BeFalse();
        matrix.Rows.Should().Be(9);
        GC.KeepAlive(matrix);
    }
}
