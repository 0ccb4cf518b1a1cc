using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Loops over rows of vectors, the last of which reaches into the padding.</summary>
public sealed unsafe class ElementwiseTests
{
    private const int Rows = 3;

    [Fact]
    public void Apply_treats_every_value_alike_at_every_width_and_leaves_the_padding_at_zero()
    {
        foreach (var level in Kernels.AllLevels)
        {
            for (var columns = 1; columns <= 40; columns++)
            {
                var matrix = RandomMatrix(columns, 1);
                var expected = Values(matrix);
                for (var i = 0; i < expected.Length; i++)
                {
                    var isPadding = i % matrix.Stride >= columns;
                    expected[i] = isPadding ? 0 : MathF.FusedMultiplyAdd(expected[i], expected[i], 3);
                }

                Elementwise.Apply(level, default(SquarePlusThree), matrix.Pointer, matrix.Stride, Rows, columns);

                Bits.ShouldBeSame(Values(matrix), expected, $"{level}, {columns} columns");
            }
        }
    }

    [Fact]
    public void Combine_takes_source_and_target_and_changes_the_target_only()
    {
        foreach (var level in Kernels.AllLevels)
        {
            for (var columns = 1; columns <= 40; columns++)
            {
                var source = RandomMatrix(columns, 2);
                var sourceBefore = Values(source);
                var target = RandomMatrix(columns, 3);
                var expected = Values(target);
                for (var i = 0; i < expected.Length; i++)
                {
                    var isPadding = i % target.Stride >= columns;
                    expected[i] = isPadding ? 0 : sourceBefore[i] - ((expected[i] - 1) * 3);
                }

                Elementwise.Combine(
                    level, default(FirstMinusThreeTimesOneLess), source.Pointer, target.Pointer, target.Stride, Rows, columns);

                Bits.ShouldBeSame(Values(target), expected, $"{level}, {columns} columns, target");
                Bits.ShouldBeSame(Values(source), sourceBefore, $"{level}, {columns} columns, source");
            }
        }
    }

    private static Matrix RandomMatrix(int columns, ulong seed)
    {
        var matrix = new Matrix(Rows, columns);
        var values = Bits.RandomValues(Rows * columns, seed);
        for (var row = 0; row < Rows; row++)
        {
            values.AsSpan(row * columns, columns).CopyTo(matrix.RowSpan(row));
        }

        return matrix;
    }

    private static float[] Values(Matrix matrix) => new Span<float>(matrix.Pointer, Rows * matrix.Stride).ToArray();

    private readonly struct SquarePlusThree : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => T.FusedMultiplyAdd(x, x, T.Create(3));
    }

    private readonly struct FirstMinusThreeTimesOneLess : IBinaryOperation
    {
        public T Invoke<T>(T x, T y)
            where T : struct, IVec<T> => x - ((y - T.Create(1)) * T.Create(3));
    }
}
