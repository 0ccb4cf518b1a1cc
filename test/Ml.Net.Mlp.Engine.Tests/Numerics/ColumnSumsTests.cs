using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Sums over the rows.</summary>
public sealed unsafe class ColumnSumsTests
{
    [Theory]
    [InlineData(0, 16)]
    [InlineData(1, 16)]
    [InlineData(2, 48)]
    [InlineData(7, 32)]
    [InlineData(257, 80)]
    public void Every_level_adds_from_the_first_row_to_the_last(int rows, int columns)
    {
        var stride = columns + 5;
        var values = Bits.RandomValues((rows * stride) + columns, 1);
        var expected = new float[columns + 1];
        expected[columns] = 42;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                expected[j] += values[(i * stride) + j];
            }
        }

        foreach (var level in Kernels.AllLevels)
        {
            var actual = Enumerable.Repeat(42f, columns + 1).ToArray();
            fixed (float* pointer = values)
            fixed (float* sums = actual)
            {
                ColumnSums.Compute(level, pointer, stride, rows, sums, columns);
            }

            Bits.ShouldBeSame(actual, expected, $"{level}, {rows} x {columns}");
        }
    }
}
