using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Loops over vectors with their tails.</summary>
public sealed unsafe class ElementwiseTests
{
    private const int Guard = 20;

    [Fact]
    public void Apply_treats_every_value_alike_at_every_length()
    {
        foreach (var level in Kernels.AllLevels)
        {
            for (var count = 0; count <= 40; count++)
            {
                var actual = Bits.RandomValues(count + (2 * Guard), 1);
                var expected = (float[])actual.Clone();
                for (var i = Guard; i < Guard + count; i++)
                {
                    expected[i] = MathF.FusedMultiplyAdd(expected[i], expected[i], 3);
                }

                fixed (float* values = actual)
                {
                    Elementwise.Apply<SquarePlusThree>(level, values + Guard, count);
                }

                Bits.ShouldBeSame(actual, expected, $"{level}, {count} values");
            }
        }
    }

    [Fact]
    public void Combine_takes_source_and_target_and_changes_the_target_only()
    {
        foreach (var level in Kernels.AllLevels)
        {
            for (var count = 0; count <= 40; count++)
            {
                var source = Bits.RandomValues(count + Guard, 2);
                var sourceBefore = (float[])source.Clone();
                var actual = Bits.RandomValues(count + (2 * Guard), 3);
                var expected = (float[])actual.Clone();
                for (var i = 0; i < count; i++)
                {
                    expected[Guard + i] = source[i] - (expected[Guard + i] * 3);
                }

                fixed (float* from = source)
                fixed (float* target = actual)
                {
                    Elementwise.Combine<FirstMinusThreeTimesSecond>(level, from, target + Guard, count);
                }

                Bits.ShouldBeSame(actual, expected, $"{level}, {count} values, target");
                Bits.ShouldBeSame(source, sourceBefore, $"{level}, {count} values, source");
            }
        }
    }

    private readonly struct SquarePlusThree : IUnaryOperation
    {
        public static T Invoke<T>(T x)
            where T : struct, IVec<T> => T.FusedMultiplyAdd(x, x, T.Create(3));
    }

    private readonly struct FirstMinusThreeTimesSecond : IBinaryOperation
    {
        public static T Invoke<T>(T x, T y)
            where T : struct, IVec<T> => x - (y * T.Create(3));
    }
}
