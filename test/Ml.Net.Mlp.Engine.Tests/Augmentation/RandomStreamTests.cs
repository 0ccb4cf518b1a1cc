namespace Ml.Net.Mlp.Engine.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Numbers_have_their_distributions()
    {
        var random = Stream(1);
        float[] uniform = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextUniform(-3, 5))];
        uniform.Should().OnlyContain(x => x >= -3 && x <= 5);
        uniform.Average().Should().BeApproximately(1, 0.06f);

        double[] normal = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextNormal())];
        normal.Average().Should().BeApproximately(0, 0.03);
        normal.Average(x => x * x).Should().BeApproximately(1, 0.04);

        Enumerable.Range(0, 3000).Select(_ => random.NextInt(3)).GroupBy(x => x).Select(group => (group.Key, group.Count() > 850))
            .Should().BeEquivalentTo([(0, true), (1, true), (2, true)]);
        Enumerable.Range(0, 10_000).Count(_ => random.NextBool(0.2)).Should().BeInRange(1850, 2150);
        Enumerable.Range(0, 100).Should().OnlyContain(_ => !random.NextBool(0) && random.NextBool(1));
        random.NextDouble().Should().BeInRange(0, 1);
    }

    [Fact]
    public void The_same_key_begins_the_same_numbers()
    {
        var (first, second, other) = (Stream(1), Stream(1), Stream(2));
        first.Restart(1);

        var numbers = Enumerable.Range(0, 5).Select(_ => first.NextDouble()).ToArray();
        Enumerable.Range(0, 5).Select(_ => second.NextDouble()).Should().Equal(numbers);
        Enumerable.Range(0, 5).Select(_ => other.NextDouble()).Should().NotEqual(numbers);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(0, float.NaN)]
    [InlineData(float.NegativeInfinity, 0)]
    public void Bounds_out_of_order_are_refused(float minimum, float maximum)
    {
        var random = Stream(1);

        random.Invoking(r => r.NextUniform(minimum, maximum)).Should().Throw<ArgumentOutOfRangeException>();
        random.Invoking(r => r.NextInt(0)).Should().Throw<ArgumentOutOfRangeException>();
        random.NextUniform(3, 3).Should().Be(3);
    }

    private static RandomStream Stream(ulong key)
    {
        var random = new RandomStream();
        random.Restart(key);
        return random;
    }
}
