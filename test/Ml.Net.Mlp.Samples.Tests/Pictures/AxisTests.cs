using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Tests.Pictures;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0, 10, "0 2 4 6 8 10")]
    [InlineData(0.013, 0.94, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(-1.2, 1.1, "-1.5 -1 -0.5 0 0.5 1 1.5")]
    [InlineData(12000, 61000, "10000 20000 30000 40000 50000 60000 70000")]
    [InlineData(0.00001, 0.00005, "0.00001 0.00002 0.00003 0.00004 0.00005")]
    public void Marks_are_round_numbers_that_enclose_the_values(double least, double most, string marks)
    {
        var axis = new Axis([most, least], 0, 100);

        Texts(axis).Should().Equal(marks.Split(' '));
        axis.Place(least).Should().BeInRange(-1e-9, 100);
        axis.Place(most).Should().BeInRange(0, 100 + 1e-9);
    }

    [Fact]
    public void A_tight_axis_ends_at_its_values_and_has_its_marks_inside()
    {
        var axis = new Axis([1, 20], 50, 240, isTight: true);

        axis.Place(1).Should().Be(50);
        axis.Place(20).Should().Be(240);
        Texts(axis).Should().Equal("5", "10", "15", "20");
    }

    [Fact]
    public void Between_whole_numbers_there_is_no_mark_where_only_they_have_a_meaning() =>
        Texts(new Axis([1, 3], 0, 100, isTight: true, isWhole: true)).Should().Equal("1", "2", "3");

    [Fact]
    public void Places_run_the_other_way_where_the_first_is_the_larger()
    {
        var axis = new Axis([0, 10], from: 200, to: 0);

        axis.Place(2.5).Should().BeApproximately(150, 1e-9);
        axis.Ticks().First().Place.Should().Be(200);
    }

    [Fact]
    public void On_a_logarithmic_axis_equal_factors_are_equally_far_apart()
    {
        var axis = new Axis([0.001, 10], 0, 100, isLogarithmic: true);

        axis.Place(0.01).Should().BeApproximately(25, 1e-9);
        axis.Place(1).Should().BeApproximately(75, 1e-9);
        Texts(axis).Should().Equal("0.001", "0.01", "0.1", "1", "10");
    }

    [Theory]
    [InlineData(44, 690, "50 100 200 500")]
    [InlineData(334, 583, "350 400 450 500 550")]
    [InlineData(0.0004, 0.03, "0.0005 0.001 0.002 0.005 0.01 0.02")]
    public void On_a_short_logarithmic_axis_there_are_marks_between_the_powers_of_ten(double least, double most, string marks) =>
        Texts(new Axis([least, most], 0, 100, isLogarithmic: true)).Should().Equal(marks.Split(' '));

    [Fact]
    public void What_is_no_number_is_left_out()
    {
        var axis = new Axis([0, double.NaN, double.PositiveInfinity, 4], 0, 100, isTight: true);

        axis.Place(4).Should().Be(100);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 3.0, 3.0 })]
    public void Values_that_are_all_the_same_and_none_at_all_still_make_an_axis(double[] values)
    {
        var axis = new Axis(values, 0, 100);

        axis.Place(values.FirstOrDefault()).Should().BeApproximately(50, 1e-9);
        axis.Ticks().Should().HaveCountGreaterThan(2);
    }

    private static IEnumerable<string> Texts(Axis axis) => axis.Ticks().Select(tick => tick.Text);
}
