using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Powers, logarithms and cosines against the math library.</summary>
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

    [Fact]
    public void CosPi_agrees_with_the_math_library_and_is_exact_where_it_can_be()
    {
        for (var x = -4.0; x < 4; x += 1 / 1024.0)
        {
            ExactMath.CosPi(x).Should().BeApproximately(Math.Cos(Math.PI * x), 2e-15);
        }

        double[] exact = [ExactMath.CosPi(0), ExactMath.CosPi(0.5), ExactMath.CosPi(1), ExactMath.CosPi(-1.5), ExactMath.CosPi(2)];
        exact.Should().Equal(1, 0, -1, 0, 1);
    }

    [Fact]
    public void Log2_agrees_with_the_math_library_and_is_exact_for_powers_of_two()
    {
        for (var x = 1e-300; x < 1e300; x *= 1.37)
        {
            ExactMath.Log2(x).Should().BeApproximately(Math.Log2(x), 1e-15 * (1 + Math.Abs(Math.Log2(x))));
        }

        for (var exponent = -1000; exponent <= 1000; exponent++)
        {
            ExactMath.Log2(Math.ScaleB(1, exponent)).Should().Be(exponent);
        }
    }

    [Fact]
    public void Exp2_agrees_with_the_math_library_and_is_exact_for_whole_numbers()
    {
        for (var x = -1000.0; x < 1000; x += 0.37)
        {
            ExactMath.Exp2(x).Should().BeApproximately(Math.Pow(2, x), 2e-15 * Math.Pow(2, x));
        }

        double[] exact = [ExactMath.Exp2(-1000), ExactMath.Exp2(0), ExactMath.Exp2(10), ExactMath.Exp2(-5000), ExactMath.Exp2(5000)];
        exact.Should().Equal(Math.ScaleB(1, -1000), 1, 1024, 0, double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0.3, 0.7)]
    [InlineData(0.999, 1000.5)]
    [InlineData(17, -0.5)]
    [InlineData(1, 5.5)]
    [InlineData(0, 2.5)]
    [InlineData(0, -1.5)]
    [InlineData(0, 0.0)]
    public void A_power_of_any_exponent_agrees_with_the_math_library(double x, double y)
    {
        var expected = Math.Pow(x, y);

        (ExactMath.Power(x, y) == expected || Math.Abs((ExactMath.Power(x, y) / expected) - 1) < 1e-14).Should().BeTrue();
    }
}
