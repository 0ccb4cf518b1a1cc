using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed class BetaDistributionTests
{
    /// <summary>Mean ½, variance 1 / (4 (2α + 1)) and fourth central moment 3 / (16 (2α + 1) (2α + 3)).</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(30)]
    public void Moments_are_those_of_the_distribution(double alpha)
    {
        var values = Draw(alpha, 100_000);

        values.Should().OnlyContain(x => x >= 0 && x <= 1);
        values.Average().Should().BeApproximately(0.5, 0.006);
        var variance = 1 / (4 * ((2 * alpha) + 1));
        values.Average(x => Math.Pow(x - 0.5, 2)).Should().BeApproximately(variance, 0.012 * variance);
        var fourth = 3 / (16 * ((2 * alpha) + 1) * ((2 * alpha) + 3));
        values.Average(x => Math.Pow(x - 0.5, 4)).Should().BeApproximately(fourth, 0.03 * fourth);
    }

    [Fact]
    public void With_1_it_is_uniform()
    {
        var sorted = Draw(1, 50_000);
        Array.Sort(sorted);

        sorted.Select((x, i) => Math.Abs(x - ((i + 0.5) / sorted.Length))).Max().Should().BeLessThan(0.01);
    }

    /// <summary>Gamma numbers of such a shape would all be 0: only their logarithms can be compared.</summary>
    [Fact]
    public void A_tiny_alpha_tosses_a_coin()
    {
        var values = Draw(1e-4, 1000);

        values.Count(x => x < 1e-6).Should().BeInRange(400, 600);
        values.Count(x => x > 1 - 1e-6).Should().BeInRange(400, 600);
    }

    [Fact]
    public void The_bits_are_those_of_every_other_machine()
    {
        var random = new CounterRandom(5);
        double[] draws = [BetaDistribution.Draw(ref random, 0.2), BetaDistribution.Draw(ref random, 1), BetaDistribution.Draw(ref random, 8)];

        draws.Select(x => BitConverter.DoubleToInt64Bits(x).ToString("X")).Should().Equal("3FD00FB6330355EE", "3FDE3054ADE4BB97", "3FE3AC4F0737BF50");
    }

    private static double[] Draw(double alpha, int count)
    {
        var random = new CounterRandom(7);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = BetaDistribution.Draw(ref random, alpha);
        }

        return values;
    }
}
