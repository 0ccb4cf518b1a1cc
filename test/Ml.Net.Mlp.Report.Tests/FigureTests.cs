namespace Ml.Net.Mlp.Report.Tests;

/// <summary>How numbers are written.</summary>
public sealed class FigureTests
{
    [Theory]
    [InlineData(0.5, "50.0 %")]
    [InlineData(1, "100.0 %")]
    [InlineData(0.99999, "99.999 %")]
    [InlineData(0, "0.0 %")]
    [InlineData(0.0001, "0.010 %")]
    public void Shares(double share, string text) => Figure.Percent(share).Should().Be(text);

    [Fact]
    public void Shares_to_compare() => Figure.FinePercent(0.98125).Should().Be("98.13 %");

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0757, "0.0757")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(1.5, "1.5")]
    [InlineData(12.345, "12.35")]
    [InlineData(-1234.5, "-1,235")]
    [InlineData(184750, "184,750")]
    [InlineData(2.5e12, "2.5e+12")]
    [InlineData(0.00001, "1e-5")]
    [InlineData(double.NaN, "not defined")]
    [InlineData(double.PositiveInfinity, "infinite")]
    [InlineData(double.NegativeInfinity, "-infinite")]
    public void Numbers(double value, string text) => Figure.Number(value).Should().Be(text);

    [Fact]
    public void Counts_have_their_noun_in_the_right_number() =>
        (Figure.Count(1, "row"), Figure.Count(10_000, "row")).Should().Be(("1 row", "10,000 rows"));
}
