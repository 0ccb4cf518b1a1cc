using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Powers.</summary>
public sealed class ExactMathTests
{
    [Theory]
    [InlineData(0.999, 0)]
    [InlineData(0.999, 1)]
    [InlineData(0.9, 7)]
    [InlineData(0.999, 12345)]
    [InlineData(1.0001, 100_000)]
    [InlineData(-2, 9)]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    public void Power_agrees_with_the_math_library(double x, long n)
    {
        var expected = Math.Pow(x, n);

        ExactMath.Power(x, n).Should().BeApproximately(expected, 1e-10 * Math.Abs(expected));
    }

    [Fact]
    public void Power_of_small_exponents_multiplies_by_repeated_squaring()
    {
        const double X = 0.999;

        ExactMath.Power(X, 2).Should().Be(X * X);
        ExactMath.Power(X, 3).Should().Be(X * (X * X));
        ExactMath.Power(X, 5).Should().Be(X * (X * X * (X * X)));
    }

    [Fact]
    public void Power_ends_at_zero_for_the_largest_exponent() => ExactMath.Power(0.999, long.MaxValue).Should().Be(0);
}
