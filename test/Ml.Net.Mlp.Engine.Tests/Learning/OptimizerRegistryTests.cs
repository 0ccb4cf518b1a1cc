namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Optimizers as components: their names, numbers and ranges.</summary>
public class OptimizerRegistryTests
{
    public static TheoryData<Optimizer, string, float> Defaults => new()
    {
        { Optimizer.Sgd(), "sgd(0, 0)", 0.01f },
        { Optimizer.RmsProp(), "rmsprop(0.9, 1E-07, 0, 0)", 0.001f },
        { Optimizer.Adagrad(), "adagrad(0.1, 1E-07)", 0.001f },
        { Optimizer.Adadelta(), "adadelta(0.95, 1E-07)", 1 },
        { Optimizer.Adam(), "adam(0.9, 0.999, 1E-07)", 0.001f },
        { Optimizer.AdamW(), "adamw(0.01, 0.9, 0.999, 1E-07)", 0.001f },
        { Optimizer.AmsGrad(), "amsgrad(0.9, 0.999, 1E-07)", 0.001f },
        { Optimizer.Adamax(), "adamax(0.9, 0.999, 1E-07)", 0.001f },
        { Optimizer.Nadam(), "nadam(0.9, 0.999, 1E-07)", 0.001f },
        { Optimizer.Lion(), "lion(0.9, 0.99)", 0.001f },
        { Optimizer.Lbfgs(), "lbfgs(10)", 1 },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public void Default_numbers_and_rates_are_those_of_the_documentation(Optimizer optimizer, string text, float rate)
    {
        optimizer.ToString().Should().Be(text);
        optimizer.DefaultLearningRate.Should().Be(rate);
        optimizer.DefaultWeightDecay.Should().Be(optimizer is AdamWOptimizer ? 0.01f : 0);
    }

    [Fact]
    public void All_lists_each_optimizer_once() =>
        Optimizer.All.Select(o => o.ToString()).Should().Equal(Defaults.Select(row => (string)row[1])).And.OnlyHaveUniqueItems();

    [Fact]
    public void Text_finds_the_optimizer_with_its_numbers()
    {
        foreach (var optimizer in Optimizer.All)
        {
            Optimizer.Parse(optimizer.ToString()).Should().Be(optimizer).And.NotBeSameAs(optimizer);
            Optimizer.Parse(optimizer.Name.ToUpperInvariant()).Should().BeSameAs(optimizer);
        }

        Optimizer.Parse("sgd(0.9, 1)").Should().Be(Optimizer.Sgd(0.9f, nesterov: true)).And.NotBe(Optimizer.Sgd(0.9f));
        Optimizer.Parse("adamw(0.5, 0.1, 0.2, 0.3)").Should().Be(Optimizer.AdamW(0.5f, 0.1f, 0.2f, 0.3f));
        Optimizer.Parse("rmsprop(0.1, 0.2, 0.3, 1)").Should().Be(Optimizer.RmsProp(0.1f, 0.2f, 0.3f, centered: true));
        Optimizer.Parse("adagrad(0.5, 0.1)").Should().Be(Optimizer.Adagrad(0.5f, 0.1f));
        Optimizer.Parse("adadelta(0.99, 1e-8)").Should().Be(Optimizer.Adadelta(0.99f, 1e-8f));
        Optimizer.Parse("lbfgs(3)").Should().Be(Optimizer.Lbfgs(3)).And.NotBe(Optimizer.Lbfgs());
        Optimizer.Parse("lion(0.5, 0.1)").Should().Be(Optimizer.Lion(0.5f, 0.1f));
        Optimizer.Parse("amsgrad(0.5, 0.1, 0.2)").Should().Be(Optimizer.AmsGrad(0.5f, 0.1f, 0.2f)).And.NotBe(Optimizer.Adam(0.5f, 0.1f, 0.2f));
    }

    [Theory]
    [InlineData("rprop", "There is no optimizer 'rprop'; expected one of sgd, rmsprop, adagrad, adadelta, adam, *")]
    [InlineData("adam(0.9)", "The optimizer 'adam(0.9)' can't be read; expected numbers as in 'adam(0.9, 0.999, 1E-07)'.*")]
    [InlineData("sgd(0.9, 0.5)", "nesterov is out of range; expected 0 (no) or 1 (yes).*")]
    [InlineData("lbfgs(2.5)", "memory is out of range; expected a whole number, 1 to 1000.*")]
    [InlineData("lbfgs(1e20)", "memory is out of range; expected a whole number, 1 to 1000.*")]
    [InlineData("rmsprop(0.9, 1e-7, 0, 2)", "centered is out of range; expected 0 (no) or 1 (yes).*")]
    public void Text_that_fits_no_optimizer_is_refused_with_what_would(string text, string message) =>
        FluentActions.Invoking(() => Optimizer.Parse(text)).Should().Throw<ArgumentException>().WithMessage(message);

    public static TheoryData<Func<Optimizer>, string> OutOfRange
    {
        get
        {
            var cases = new TheoryData<Func<Optimizer>, string>
            {
                { () => Optimizer.Sgd(1), "momentum is out of range; expected 0 <= momentum < 1.*" },
                { () => Optimizer.Sgd(float.NaN), "momentum is out of range;*" },
                { () => Optimizer.RmsProp(rho: 1), "rho is out of range; expected 0 <= rho < 1.*" },
                { () => Optimizer.RmsProp(epsilon: 0), "epsilon is out of range; expected a finite number above 0.*" },
                { () => Optimizer.RmsProp(momentum: -0.1f), "momentum is out of range;*" },
                { () => Optimizer.Adagrad(-1), "initialAccumulator is out of range; expected a finite number, 0 or more.*" },
                { () => Optimizer.Adagrad(epsilon: float.NaN), "epsilon is out of range;*" },
                { () => Optimizer.Adadelta(rho: -1), "rho is out of range;*" },
                { () => Optimizer.Adadelta(epsilon: 0), "epsilon is out of range;*" },
                { () => Optimizer.AdamW(weightDecay: -1), "weightDecay is out of range; expected a finite number, 0 or more.*" },
                { () => Optimizer.Lbfgs(0), "memory is out of range; expected a whole number, 1 to 1000.*" },
                { () => Optimizer.Lbfgs(1001), "memory is out of range;*" },
                { () => Optimizer.Lion(beta1: 1), "beta1 is out of range;*" },
                { () => Optimizer.Lion(beta2: float.NaN), "beta2 is out of range;*" },
            };
            Func<float, float, float, Optimizer>[] family =
            [
                Optimizer.Adam, Optimizer.Nadam, Optimizer.AmsGrad, Optimizer.Adamax, (b1, b2, e) => Optimizer.AdamW(0, b1, b2, e),
            ];
            foreach (var make in family)
            {
                cases.Add(() => make(1, 0.999f, 1e-7f), "beta1 is out of range; expected 0 <= beta1 < 1.*");
                cases.Add(() => make(-0.1f, 0.999f, 1e-7f), "beta1 is out of range;*");
                cases.Add(() => make(0.9f, 1, 1e-7f), "beta2 is out of range;*");
                cases.Add(() => make(0.9f, float.NaN, 1e-7f), "beta2 is out of range;*");
                cases.Add(() => make(0.9f, 0.999f, 0), "epsilon is out of range; expected a finite number above 0.*");
                cases.Add(() => make(0.9f, 0.999f, float.PositiveInfinity), "epsilon is out of range;*");
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void A_number_out_of_its_range_is_named(Func<Optimizer> make, string message) =>
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
}
