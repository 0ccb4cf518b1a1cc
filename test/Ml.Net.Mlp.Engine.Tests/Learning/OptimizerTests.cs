namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>What the comparisons with the reference and with PyTorch are too coarse to see.</summary>
public class OptimizerTests
{
    private static readonly NetworkDescription Line = TestNetworks.Parse("1-1:identity");

    [Theory]
    [InlineData(1e-7f)]
    [InlineData(1e-8f)]
    [InlineData(0.5f)]
    public void Adam_halves_the_first_step_where_the_gradient_equals_epsilon(float epsilon) =>
        FirstStep(Optimizer.Adam(epsilon: epsilon), rate: 0.25f, gradient: epsilon).Should().BeApproximately(-0.125f, 1e-6f);

    [Fact]
    public void Adam_s_default_epsilon_is_that_of_Keras() =>
        FirstStep(Optimizer.Adam(), rate: 0.25f, gradient: 1e-7f).Should().BeApproximately(-0.125f, 1e-6f);

    [Theory]
    [InlineData(0.01f)]
    [InlineData(-3)]
    [InlineData(1000)]
    public void Adam_s_first_step_is_the_rate_whatever_the_gradient_s_size(float gradient) =>
        FirstStep(Optimizer.Adam(), rate: 0.25f, gradient).Should().BeApproximately(-0.25f * MathF.Sign(gradient), 1e-5f);

    [Fact]
    public void Nadam_s_default_epsilon_is_that_of_Keras() =>
        FirstStep(Optimizer.Nadam(), rate: 0.25f, gradient: 1e-7f)
            .Should().BeApproximately(FirstStep(Optimizer.Nadam(), rate: 0.25f, gradient: 1) / 2, 1e-6f);

    // By hand: μ1 = 0.450073, μ2 = 0.450147; -(μ2 · 0.1 / (1 - μ1 μ2) + 1) = -1.056455, times the rate.
    [Theory]
    [InlineData(0.01f)]
    [InlineData(-3)]
    [InlineData(1000)]
    public void Nadam_s_first_step_looks_ahead_whatever_the_gradient_s_size(float gradient) =>
        FirstStep(Optimizer.Nadam(), rate: 0.25f, gradient).Should().BeApproximately(-0.25f * 1.056455f * MathF.Sign(gradient), 1e-5f);

    [Fact]
    public void Nadam_follows_the_reference_for_thousands_of_steps()
    {
        var nadam = Optimizer.Nadam();
        var engine = new EngineProbe(Line, TrainingData.FromTargets([0f, 0], 1, [3f, -1], 1), Loss.SquaredError, [[0], [0]]);
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = nadam, LearningRate = 0.001f });
        var reference = new ReferenceOptimizer(nadam, 0.001f, 0);
        double[] bias = [0];
        for (var step = 1; step <= 3000; step++)
        {
            engine.ComputeGradient();
            update(step);
            reference.Update([[0], bias], [[0], [bias[0] - 1]]);
        }

        ((double)engine.Unpack(engine.Parameters)[1][0]).Should().BeApproximately(bias[0], 1e-4);
        bias[0].Should().BeGreaterThan(0.5, "the comparison should see a training that moved");
    }

    [Fact]
    public void Sgd_steps_by_rate_times_gradient() =>
        FirstStep(Optimizer.Sgd(), rate: 0.25f, gradient: 2).Should().Be(-0.5f);

    [Theory]
    [InlineData(false, -0.5f)]
    [InlineData(true, -0.75f)]
    public void First_step_with_momentum_is_plain_and_that_of_Nesterov_looks_ahead(bool nesterov, float expected) =>
        FirstStep(Optimizer.Sgd(0.5f, nesterov), rate: 0.25f, gradient: 2).Should().Be(expected);

    [Fact]
    public void Default_rates_are_those_of_Keras()
    {
        Optimizer.Adam().DefaultLearningRate.Should().Be(0.001f);
        Optimizer.Nadam().DefaultLearningRate.Should().Be(0.001f);
        Optimizer.Sgd().DefaultLearningRate.Should().Be(0.01f);
        FirstStep(Optimizer.Sgd(), rate: null, gradient: 1).Should().BeApproximately(-0.01f, 1e-9f);
    }

    [Theory]
    [InlineData(1, 0.999f, 1e-7f, "beta1 is out of range*")]
    [InlineData(-0.1f, 0.999f, 1e-7f, "beta1 is out of range*")]
    [InlineData(0.9f, 1, 1e-7f, "beta2 is out of range*")]
    [InlineData(0.9f, float.NaN, 1e-7f, "beta2 is out of range*")]
    [InlineData(0.9f, 0.999f, 0, "epsilon is out of range*")]
    [InlineData(0.9f, 0.999f, float.PositiveInfinity, "epsilon is out of range*")]
    public void Adam_and_Nadam_refuse_constants_out_of_their_range(float beta1, float beta2, float epsilon, string message)
    {
        foreach (var make in new Func<float, float, float, Optimizer>[] { Optimizer.Adam, Optimizer.Nadam })
        {
            FluentActions.Invoking(() => make(beta1, beta2, epsilon)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Weights_of_an_unused_input_stay_as_they_are(string name)
    {
        var network = TestNetworks.Parse("2-1:identity");
        var data = TrainingData.FromTargets([0, 1, 0, -1], 2, [3f, -3], 1);
        var engine = new EngineProbe(network, data, Loss.SquaredError, [[0.75f, 0.25f], [0]]);
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = Make(name) });
        for (var step = 1; step <= 5; step++)
        {
            engine.ComputeGradient();
            update(step);
        }

        var weights = engine.Unpack(engine.Parameters)[0];
        weights[0].Should().Be(0.75f);
        weights[1].Should().NotBe(0.25f);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Padding_of_the_parameters_stays_zero(string name)
    {
        var network = TestNetworks.Parse("3-17:sigmoid-2:softmax");
        var engine = new EngineProbe(
            network,
            TestNetworks.Classes(network, 7, seed: 1),
            Loss.CategoricalCrossEntropy,
            TestNetworks.RandomParameters(network, seed: 1));
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = Make(name), L2Regularization = 0.1f });
        for (var step = 1; step <= 5; step++)
        {
            engine.ComputeGradient();
            update(step);
        }

        var real = engine.Places().SelectMany(p => p).ToHashSet();
        Enumerable.Range(0, engine.Parameters.Length).Where(i => !real.Contains(i) && engine.Parameters.Span[i] != 0).Should().BeEmpty();
    }

    public static TheoryData<string> Rules => ["sgd", "momentum", "nesterov", "adam", "nadam"];

    private static Optimizer Make(string name) => name switch
    {
        "sgd" => Optimizer.Sgd(),
        "momentum" => Optimizer.Sgd(0.9f),
        "nesterov" => Optimizer.Sgd(0.9f, nesterov: true),
        "nadam" => Optimizer.Nadam(),
        _ => Optimizer.Adam(),
    };

    /// <summary>The bias after one step from 0, with a given gradient: the only row has feature 0 and target -gradient.</summary>
    private static float FirstStep(Optimizer optimizer, float? rate, float gradient)
    {
        var engine = new EngineProbe(Line, TrainingData.FromTargets([0f], 1, [-gradient], 1), Loss.SquaredError, [[0], [0]]);
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = optimizer, LearningRate = rate });
        engine.ComputeGradient();
        update(1);
        return engine.Unpack(engine.Parameters)[1][0];
    }
}
