namespace Ml.Net.Mlp.Engine.Tests;

public sealed class WolfeLineSearchTests
{
    // Value and derivative of functions with a minimum at some x > 0, searched from 0.
    private static readonly Dictionary<string, (Func<double, double> Value, Func<double, double> Slope)> Functions = new()
    {
        ["parabola"] = (x => (x - 3) * (x - 3), x => 2 * (x - 3)),
        ["quartic"] = (x => Math.Pow(x - 2, 4) + (x * 0.1), x => (4 * Math.Pow(x - 2, 3)) + 0.1),
        ["steep wall"] = (x => Math.Exp(8 * (x - 1)) - (4 * x), x => (8 * Math.Exp(8 * (x - 1))) - 4),
        ["waves"] = (x => Math.Cos(3 * x) - x + (0.1 * x * x), x => (-3 * Math.Sin(3 * x)) - 1 + (0.2 * x)),
        ["pole"] = (x => x < 2 ? (1 / (2 - x)) - (1.5 * x) : double.NaN, x => x < 2 ? (1 / ((2 - x) * (2 - x))) - 1.5 : double.NaN),
        ["cliff"] = (x => x < 1 ? -x + (0.6 * x * x) : double.PositiveInfinity, x => x < 1 ? -1 + (1.2 * x) : double.NaN),
    };

    public static TheoryData<string, float> Searches
    {
        get
        {
            var cases = new TheoryData<string, float>();
            foreach (var name in Functions.Keys)
            {
                foreach (var first in new[] { 1e-4f, 0.1f, 1, 7, 1000 })
                {
                    cases.Add(name, first);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void The_point_meets_the_strong_Wolfe_conditions(string name, float first)
    {
        var (value, slope) = Functions[name];
        var trials = 0;
        var search = new WolfeLineSearch(step =>
        {
            trials++;
            return new LinePoint(step, value(step), slope(step));
        });

        var found = search.Find(new LinePoint(0, value(0), slope(0)), first);

        found.Value.Should().Be(value(found.Step)).And.BeLessThanOrEqualTo(value(0) + (1e-4 * found.Step * slope(0)));
        Math.Abs(found.Slope).Should().BeLessThanOrEqualTo(0.9 * Math.Abs(slope(0)));
        trials.Should().BeLessThanOrEqualTo(25);
    }

    [Fact]
    public void A_first_step_that_is_good_is_taken()
    {
        var trials = 0;
        var search = new WolfeLineSearch(step => new LinePoint(step, Math.Pow(step - 3, 2) + (0 * ++trials), 2 * (step - 3)));

        search.Find(new LinePoint(0, 9, -6), 2).Step.Should().Be(2);
        trials.Should().Be(1);
    }

    [Fact]
    public void Where_nothing_is_lower_the_start_is_returned_after_25_trials()
    {
        var trials = 0;
        var start = new LinePoint(0, 5, -1);

        new WolfeLineSearch(step => new LinePoint(step, 5 + (0 * ++trials), -1)).Find(start, 1).Should().Be(start);
        trials.Should().Be(25);
    }

    [Fact]
    public void A_function_without_a_minimum_is_followed_as_far_as_25_trials_go()
    {
        var found = new WolfeLineSearch(step => new LinePoint(step, -step, -1)).Find(new LinePoint(0, 0, -1), 1);

        found.Step.Should().BeGreaterThan(1000);
    }
}
