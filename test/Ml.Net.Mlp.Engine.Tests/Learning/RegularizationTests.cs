namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Penalties, decay, bounds, clipping and averaging: against the reference, and by hand.</summary>
public class RegularizationTests
{
    private const string Layers = "17-33:sigmoid-15:tanh-17:softmax";

    public static TheoryData<string, TrainingOptions> Options => new()
    {
        { "L1", new() { L1Regularization = 0.1f } },
        { "L1 and L2", new() { L1Regularization = 0.05f, L2Regularization = 0.1f } },
        { "decay", new() { WeightDecay = 2 } },
        { "max-norm", new() { MaxNorm = 0.8f } },
        { "clip value", new() { ClipValue = 0.01f } },
        { "clip norm", new() { ClipNorm = 0.1f } },
        { "average", new() { WeightAveraging = 0.3f } },
        { "slow average", new() { WeightAveraging = 0.999f } },
        {
            "all",
            new() { L1Regularization = 0.02f, L2Regularization = 0.1f, WeightDecay = 1, MaxNorm = 1, ClipNorm = 0.2f, WeightAveraging = 0.5f }
        },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void Steps_equal_the_reference(string name, TrainingOptions regularization)
    {
        foreach (var optimizer in new[] { Optimizer.Sgd(0.9f), Optimizer.Adam(epsilon: 0.01f), Optimizer.AdamW(0.5f, epsilon: 0.01f) })
        {
            var options = Combine(regularization, optimizer);
            var network = TestNetworks.Parse(Layers);
            var data = TestNetworks.Classes(network, 40, seed: 1);
            var parameters = TestNetworks.RandomParameters(network, seed: 2);
            var engine = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, parameters);
            var reference = new ReferenceNetwork(network, parameters, Loss.CategoricalCrossEntropy);
            var plain = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, parameters);
            var update = engine.CreateParameterUpdate(options);
            var plainUpdate = plain.CreateUpdate(Combine(new TrainingOptions(), optimizer));
            var rule = new ReferenceOptimizer(options);

            for (var step = 1; step <= 8; step++)
            {
                engine.ComputeGradient();
                update.Run(step, options.LearningRate!.Value);
                plain.ComputeGradient();
                plainUpdate(step);
                reference.LossAndGradient(data, 0, data.Count);
                rule.Update(reference.Parameters, reference.Gradients);
            }

            AssertClose(engine.Unpack(engine.Parameters), reference.Parameters, $"{name} with {optimizer}");
            AssertClose(engine.Unpack(update.Result), rule.Average, $"the average of {name} with {optimizer}");
            Flat(engine.Unpack(update.Result)).Should().NotEqual(Flat(plain.Unpack(plain.Parameters)), "{0} should matter", name);
        }
    }

    [Fact]
    public void L1_takes_rate_times_lambda_from_each_weight_s_size_and_leaves_zeros_and_biases_alone() =>
        StepFromZeroGradient([2, -3, 0], bias: 4, new() { Optimizer = Optimizer.Sgd(), L1Regularization = 0.5f })
            .Should().Equal([2 - 0.125f, -3 + 0.125f, 0, 4]);

    [Fact]
    public void Weight_decay_takes_rate_times_decay_of_each_weight_whatever_the_optimizer()
    {
        foreach (var optimizer in MiniBatchOptimizers.All)
        {
            StepFromZeroGradient([2, -3, 0], bias: 4, new() { Optimizer = optimizer, WeightDecay = 0.5f })
                .Should().Equal([2 * 0.875f, -3 * 0.875f, 0, 4], "{0} was used", optimizer);
        }
    }

    [Fact]
    public void Weight_decay_of_the_options_takes_the_place_of_the_optimizer_s()
    {
        StepFromZeroGradient([2], bias: 4, new() { Optimizer = Optimizer.AdamW(0.25f) }).Should().Equal([2 * (1 - 0.0625f), 4]);
        StepFromZeroGradient([2], bias: 4, new() { Optimizer = Optimizer.AdamW(0.25f), WeightDecay = 0.5f }).Should().Equal([2 * 0.875f, 4]);
        StepFromZeroGradient([2], bias: 4, new() { Optimizer = Optimizer.AdamW(0.25f), WeightDecay = 0 }).Should().Equal([2, 4]);
    }

    [Fact]
    public void Max_norm_scales_down_the_units_that_are_out_of_it_and_no_other()
    {
        // Incoming weights of unit 0: 3, 4; of unit 1: 0.6, 0.8; of unit 2: none.
        var parameters = StepFromZeroGradient([3, 0.6f, 0, 4, 0.8f, 0], bias: 9, new() { MaxNorm = 2 }, units: 3);

        parameters[..6].Zip([1.2f, 0.6f, 0, 1.6f, 0.8f, 0], (actual, expected) => Math.Abs(actual - expected)).Max().Should().BeLessThan(1e-6f);
        parameters[6..].Should().Equal([9, 9, 9]);
    }

    [Theory]
    [InlineData(100, 64, 20)]
    [InlineData(3, 300, 5)]
    public void Max_norm_holds_for_layers_of_any_shape(int inputs, int hidden, int outputs)
    {
        var network = TestNetworks.Parse($"{inputs}-{hidden}:tanh-{outputs}:softmax");
        var data = TestNetworks.Classes(network, 30, seed: 4);
        var options = new TrainingOptions { MaxNorm = 0.75f, LearningRate = 0.1f, Epochs = 20, Optimizer = Optimizer.Adam() };

        var trained = NetworkTrainer.Train(network, data, options);

        foreach (var (layer, units) in new[] { (0, hidden), (1, outputs) })
        {
            var weights = trained.GetWeights(layer);
            var norms = Enumerable.Range(0, units)
                .Select(unit => Math.Sqrt(weights.Where((_, i) => i % units == unit).Sum(w => (double)w * w))).ToList();
            norms.Max().Should().BeInRange(0.74, 0.75 * 1.000001);
        }
    }

    [Fact]
    public void A_gradient_s_norm_is_taken_over_all_layers_and_scaled_to_the_bound()
    {
        var (before, after, gradient) = SgdStep(new() { ClipNorm = 0.05f });

        var norm = Math.Sqrt(gradient.Sum(g => (double)g * g));
        norm.Should().BeGreaterThan(0.1, "the bound should matter");
        for (var i = 0; i < before.Length; i++)
        {
            ((double)before[i] - after[i]).Should().BeApproximately(gradient[i] * 0.05 / norm, 1e-7);
        }
    }

    [Fact]
    public void A_gradient_within_its_bounds_is_left_as_it_is()
    {
        var plain = SgdStep(new());

        SgdStep(new() { ClipNorm = 1000 }).After.Should().Equal(plain.After);
        SgdStep(new() { ClipValue = 1000 }).After.Should().Equal(plain.After);
    }

    [Fact]
    public void Large_elements_of_the_gradient_are_cut_to_the_bound()
    {
        var (before, after, gradient) = SgdStep(new() { ClipValue = 0.01f });

        gradient.Max(Math.Abs).Should().BeGreaterThan(0.02f, "the bound should matter");
        for (var i = 0; i < before.Length; i++)
        {
            ((double)before[i] - after[i]).Should().BeApproximately(Math.Clamp(gradient[i], -0.01, 0.01), 1e-7);
        }
    }

    [Fact]
    public void A_huge_gradient_is_clipped_too()
    {
        var engine = new EngineProbe(
            TestNetworks.Parse("1-1:identity"), TrainingData.FromTargets([0f], 1, [-3e30f], 1), Loss.SquaredError, [[0], [0]]);
        var update = engine.CreateUpdate(new() { Optimizer = Optimizer.Sgd(), LearningRate = 1, ClipNorm = 0.5f });
        engine.ComputeGradient();

        update(1);

        engine.Unpack(engine.Parameters)[1][0].Should().BeApproximately(-0.5f, 1e-6f);
    }

    [Fact]
    public void Validation_sees_the_average_and_the_trained_network_is_it()
    {
        var data = Rows.Classes(60);
        var options = new TrainingOptions { WeightAveraging = 0.9f, Epochs = 3, LearningRate = 0.05f };

        var averaged = NetworkTrainer.Train(Rows.Classifier(), data, options, validation: data);

        averaged.History[^1].ValidationLoss.Should().BeApproximately(averaged.CrossEntropy(data), 1e-5);
        averaged.Parameters().Should().NotEqual(
            NetworkTrainer.Train(Rows.Classifier(), data, new() { Epochs = 3, LearningRate = 0.05f }).Parameters());
    }

    [Fact]
    public void Statistics_are_neither_averaged_nor_decayed()
    {
        var network = new NetworkDescription(4, [new BatchNormalizationLayer(), new DenseLayer(3, Activation.Softmax)]);
        float[] Statistics(TrainingOptions options) =>
            [.. NetworkTrainer.Train(network, Rows.Classes(60), Combine(options, Optimizer.Sgd(), rate: 1e-30f)).GetParameters(0).Skip(2).SelectMany(v => v)];

        Statistics(new() { WeightAveraging = 0.99f, WeightDecay = 0.5f, L1Regularization = 1, L2Regularization = 1, MaxNorm = 0.1f, ClipNorm = 0.1f })
            .Should().Equal(Statistics(new()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_number_of_threads_does_not_change_a_bit(bool clipsNorm)
    {
        var network = TestNetworks.Parse("300-200:relu-100:tanh-3:softmax");
        var data = TestNetworks.Classes(network, 100, seed: 6);
        float[] Train(int threads) => NetworkTrainer.Train(network, data, new()
        {
            L1Regularization = 0.001f, WeightDecay = 0.01f, MaxNorm = 1, WeightAveraging = 0.9f, NumberOfThreads = threads, Epochs = 3,
            ClipNorm = clipsNorm ? 0.1f : null, ClipValue = clipsNorm ? null : 0.001f, Optimizer = Optimizer.AmsGrad(),
        }).Parameters();

        var one = Train(1);

        Train(2).Should().Equal(one);
        Train(5).Should().Equal(one);
    }

    private static TrainingOptions Combine(TrainingOptions regularization, Optimizer optimizer, float rate = 0.02f) => new()
    {
        Optimizer = optimizer,
        LearningRate = rate,
        L1Regularization = regularization.L1Regularization,
        L2Regularization = regularization.L2Regularization,
        WeightDecay = regularization.WeightDecay,
        MaxNorm = regularization.MaxNorm,
        ClipValue = regularization.ClipValue,
        ClipNorm = regularization.ClipNorm,
        WeightAveraging = regularization.WeightAveraging,
    };

    /// <summary>Weights, then biases, after a step at a rate of 0.25 from a gradient of 0: one row of zeros that is fitted already.</summary>
    private static float[] StepFromZeroGradient(float[] weights, float bias, TrainingOptions regularization, int units = 1)
    {
        var inputs = weights.Length / units;
        float[] biases = [.. Enumerable.Repeat(bias, units)];
        var engine = new EngineProbe(
            TestNetworks.Parse($"{inputs}-{units}:identity"),
            TrainingData.FromTargets(new float[inputs], inputs, biases, units),
            Loss.SquaredError,
            [weights, biases]);
        engine.ComputeGradient();
        engine.CreateParameterUpdate(Combine(regularization, regularization.Optimizer)).Run(1, 0.25f);
        return Flat(engine.Unpack(engine.Parameters));
    }

    private static (float[] Before, float[] After, float[] Gradient) SgdStep(TrainingOptions regularization)
    {
        var network = TestNetworks.Parse(Layers);
        var engine = new EngineProbe(
            network, TestNetworks.Classes(network, 20, seed: 3), Loss.CategoricalCrossEntropy, TestNetworks.RandomParameters(network, seed: 3));
        engine.ComputeGradient();
        var (before, gradient) = (Flat(engine.Unpack(engine.Parameters)), Flat(engine.Unpack(engine.Gradient)));
        engine.CreateParameterUpdate(Combine(regularization, Optimizer.Sgd())).Run(1, 1);
        return (before, Flat(engine.Unpack(engine.Parameters)), gradient);
    }

    private static float[] Flat(IEnumerable<float[]> arrays) => [.. arrays.SelectMany(values => values)];

    private static void AssertClose(IReadOnlyList<float[]> actual, IReadOnlyList<double[]> expected, string what)
    {
        for (var array = 0; array < actual.Count; array++)
        {
            actual[array].Zip(expected[array], (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(1e-5, "{0} should equal the reference", what);
        }
    }
}
