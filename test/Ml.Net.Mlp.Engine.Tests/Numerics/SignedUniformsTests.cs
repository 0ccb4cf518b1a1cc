using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed unsafe class SignedUniformsTests
{
    private const ulong Key = 99;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 2)]
    [InlineData(3, 30)]
    [InlineData(1L << 33, 64)]
    [InlineData(7, 254)]
    public void Every_width_writes_the_halves_of_the_draws(long first, int count)
    {
        float[] expected =
        [
            .. Enumerable.Range(0, count).Select(i => (int)(CounterRandom.At(Key, first + (i / 2)) >> (32 * (i % 2))) / 2147483648f), 42,
        ];
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Fill(level, first, count, room: count + 1), expected, $"{level}");
        }
    }

    [Fact]
    public void They_are_uniform_from_minus_1_to_1()
    {
        var values = Fill(SimdSupport.Best, 0, 200_000, room: 200_000);

        values.Should().OnlyContain(x => x >= -1 && x <= 1);
        values.Average(x => (double)x).Should().BeApproximately(0, 0.005);
        values.Average(x => (double)x * x).Should().BeApproximately(1.0 / 3, 0.003);
        values.Zip(values.Skip(1), (x, y) => (double)x * y).Average().Should().BeApproximately(0, 0.003);
    }

    private static float[] Fill(SimdLevel level, long first, int count, int room)
    {
        var values = Enumerable.Repeat(42f, room).ToArray();
        fixed (float* pointer = values)
        {
            SignedUniforms.Fill(level, Key, first, pointer, count);
        }

        return values;
    }
}
