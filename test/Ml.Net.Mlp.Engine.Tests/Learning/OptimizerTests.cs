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
        var reference = new ReferenceOptimizer(new TrainingOptions { Optimizer = nadam, LearningRate = 0.001f });
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

    // By hand, with s = 0.1 + 2² and a rate of 0.25.
    [Fact]
    public void Adagrad_s_sum_begins_at_the_initial_accumulator() =>
        FirstStep(Optimizer.Adagrad(), rate: 0.25f, gradient: 2).Should().BeApproximately(-0.25f * 2 / MathF.Sqrt(4.1f), 1e-6f);

    // By hand: sqrt(ε / (0.05 · 4 + ε)) · 2 = 2.2361e-1 · sqrt(0.01 / 0.0105).
    [Fact]
    public void Adadelta_s_first_step_has_about_the_size_of_epsilon_s_root() =>
        FirstStep(Optimizer.Adadelta(epsilon: 0.01f), rate: 1, gradient: 2).Should().BeApproximately(-0.43644f, 1e-5f);

    // By hand: 1 / sqrt(1 - rho), and with the mean's square taken off 1 / sqrt(1 - rho - (1 - rho)²), times the rate.
    [Theory]
    [InlineData(false, 3.162278f)]
    [InlineData(true, 3.333333f)]
    public void RmsProp_s_first_step_does_not_depend_on_the_gradient_s_size(bool centered, float expected)
    {
        foreach (var gradient in new[] { 0.01f, -3, 1000 })
        {
            FirstStep(Optimizer.RmsProp(centered: centered), rate: 0.25f, gradient)
                .Should().BeApproximately(-0.25f * expected * MathF.Sign(gradient), 1e-4f);
        }
    }

    [Theory]
    [InlineData(1e-4f)]
    [InlineData(-3)]
    [InlineData(1000)]
    public void Lion_steps_by_the_rate_whatever_the_gradient_s_size(float gradient) =>
        FirstStep(Optimizer.Lion(), rate: 0.25f, gradient).Should().Be(-0.25f * MathF.Sign(gradient));

    [Fact]
    public void Adamax_s_first_step_is_the_rate_and_half_of_it_where_the_gradient_equals_epsilon()
    {
        FirstStep(Optimizer.Adamax(), rate: 0.25f, gradient: -3).Should().BeApproximately(0.25f, 1e-6f);
        FirstStep(Optimizer.Adamax(epsilon: 0.5f), rate: 0.25f, gradient: 0.5f).Should().BeApproximately(-0.125f, 1e-6f);
    }

    [Fact]
    public void AmsGrad_divides_by_the_largest_square_and_not_by_the_last_one()
    {
        // The gradient is that of the bias alone, which a target far away makes large first and a near one small afterwards.
        var optimizers = new[] { Optimizer.Adam(0, 0.5f), Optimizer.AmsGrad(0, 0.5f) };
        var steps = optimizers.Select(optimizer =>
        {
            var engine = new EngineProbe(Line, TrainingData.FromTargets([0f], 1, [0], 1), Loss.SquaredError, [[0], [100]]);
            var update = engine.CreateUpdate(new TrainingOptions { Optimizer = optimizer, LearningRate = 0.001f });
            engine.ComputeGradient();
            update(1);
            var before = 0f;
            for (var step = 2; step <= 12; step++)
            {
                var place = engine.Places()[1][0];
                engine.Parameters.Span[place] = before = 1;
                engine.ComputeGradient();
                update(step);
            }

            return before - engine.Unpack(engine.Parameters)[1][0];
        }).ToList();

        steps[0].Should().BeApproximately(0.001f / MathF.Sqrt(0.5f * 10_000 / 2048 + 1), 1e-5f);
        steps[1].Should().BeApproximately(0.001f / MathF.Sqrt(0.5f * 10_000), 1e-6f);
    }

    [Fact]
    public void Every_optimizer_learns_at_its_default_rate()
    {
        foreach (var optimizer in Optimizer.All)
        {
            var history = NetworkTrainer.Train(Rows.Classifier(), Rows.Classes(200), new() { Optimizer = optimizer, BatchSize = 10 }).History;

            history[^1].Loss.Should().BeLessThan(0.95 * history[0].Loss, "{0} was used", optimizer);
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Weights_of_an_unused_input_change_by_their_decay_alone(string name)
    {
        var optimizer = Optimizer.Parse(name);
        var network = TestNetworks.Parse("2-1:identity");
        var data = TrainingData.FromTargets([0, 1, 0, -1], 2, [3f, -3], 1);
        var engine = new EngineProbe(network, data, Loss.SquaredError, [[0.75f, 0.25f], [0]]);
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = optimizer });
        for (var step = 1; step <= 5; step++)
        {
            engine.ComputeGradient();
            update(step);
        }

        var weights = engine.Unpack(engine.Parameters)[0];
        var kept = 1 - (optimizer.DefaultLearningRate * optimizer.DefaultWeightDecay);
        weights[0].Should().BeApproximately(0.75f * MathF.Pow(kept, 5), kept < 1 ? 1e-7f : 0);
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
        var update = engine.CreateUpdate(new TrainingOptions
        {
            Optimizer = Optimizer.Parse(name), L1Regularization = 0.1f, L2Regularization = 0.1f, WeightDecay = 0.1f,
            ClipNorm = 0.5f, MaxNorm = 0.5f, WeightAveraging = 0.5f,
        });
        for (var step = 1; step <= 5; step++)
        {
            engine.ComputeGradient();
            update(step);
        }

        var real = engine.Places().SelectMany(p => p).ToHashSet();
        Enumerable.Range(0, engine.Parameters.Length).Where(i => !real.Contains(i) && engine.Parameters.Span[i] != 0).Should().BeEmpty();
    }

    public static TheoryData<string> Rules =>
        [.. MiniBatchOptimizers.All.Select(o => o.ToString()), "sgd(0.9, 0)", "sgd(0.9, 1)", "rmsprop(0.9, 1E-07, 0.9, 1)"];

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
