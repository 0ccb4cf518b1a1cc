namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The engine against <see cref="ReferenceNetwork"/>: outputs, gradients and steps.</summary>
public class ReferenceParityTests
{
    public static TheoryData<string, string, string> Networks()
    {
        string[] softmax = ["4-3:softmax", "1-1:tanh-2:softmax", "5-7:relu-4:tanh-3:softmax", "17-33:sigmoid-15:identity-17:softmax"];
        string[] values =
        [
            "3-2:identity", "1-1:identity", "6-16:tanh-2:sigmoid", "16-17:relu-31:sigmoid-2:tanh", "2-5:identity-4:relu-19:softmax",
            "33-3:tanh-7:relu", "5-17:scaled_tanh-3:scaled_tanh",
            "5-17:prelu-1:prelu-31:maxout(2)-2:identity", "1-1:maxout(3)-15:maxout(5)-16:prelu-3:identity",
            "6-prelu-5:gelu-16:mish-activation:silu-7:elu-3:softplus", "12-maxout:4-9:selu-17:softsign-4:hard_sigmoid-2:exponential",
        ];
        var cases = new TheoryData<string, string, string>();
        foreach (var targets in new[] { "classes", "targets", "weighted classes", "weighted targets" })
        {
            foreach (var network in softmax)
            {
                cases.Add(network, "categorical_crossentropy", targets);
            }

            foreach (var network in softmax.Concat(values))
            {
                // A class needs at least two outputs.
                if (targets.EndsWith("targets", StringComparison.Ordinal) || TestNetworks.Parse(network).Outputs > 1)
                {
                    cases.Add(network, "squared_error", targets);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_loss_and_every_gradient_equal_the_reference(string layers, string lossName, string targets)
    {
        var network = TestNetworks.Parse(layers);
        var data = MakeData(network, targets);
        var loss = Loss.All.Single(l => l.Name == lossName);
        var parameters = TestNetworks.RandomParameters(network, seed: 3);
        var engine = new EngineProbe(network, data, loss, parameters);
        var reference = new ReferenceNetwork(network, parameters, loss);

        var engineLoss = engine.ComputeGradient();

        engineLoss.Should().BeApproximately(reference.LossAndGradient(data, 0, data.Count), 1e-5 * (1 + engineLoss));
        for (var row = 0; row < data.Count; row++)
        {
            AssertClose(engine.Output(row), reference.Predict(data.Features(row)), 3e-6, $"outputs of row {row}");
        }

        var gradients = engine.Unpack(engine.Gradient);
        for (var array = 0; array < gradients.Count; array++)
        {
            AssertClose(gradients[array], reference.Gradients[array], 1e-5, $"gradient of parameter array {array}");
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Gradient_of_the_padding_is_zero(string layers, string lossName, string targets)
    {
        var network = TestNetworks.Parse(layers);
        var engine = new EngineProbe(
            network, MakeData(network, targets), Loss.All.Single(l => l.Name == lossName), TestNetworks.RandomParameters(network, seed: 3));

        engine.ComputeGradient();

        var real = engine.Places().SelectMany(p => p).ToHashSet();
        Enumerable.Range(0, engine.Gradient.Length).Where(i => !real.Contains(i) && engine.Gradient.Span[i] != 0).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Six_training_steps_equal_the_reference(string optimizerName, string layers, string lossName, string targets, float l2)
    {
        const int BatchSize = 5;
        const int Epochs = 2;
        var optimizer = Optimizer.Parse(optimizerName);
        var network = TestNetworks.Parse(layers);
        var data = MakeData(network, targets);
        var loss = Loss.All.Single(l => l.Name == lossName);
        var rate = optimizer is SgdOptimizer or AdagradOptimizer ? 0.05f : 0.01f;
        var options = new TrainingOptions
        {
            Loss = loss, Optimizer = optimizer, LearningRate = rate, L2Regularization = l2,
            Epochs = Epochs, BatchSize = BatchSize, Shuffle = false, Seed = 11, NumberOfThreads = 1,
        };

        var trained = NetworkTrainer.Train(network, data, options);

        var reference = new ReferenceNetwork(network, InitialParameters(network, data, loss, options.Seed), loss);
        var rule = new ReferenceOptimizer(options);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var sum = 0.0;
            for (var first = 0; first < data.Count; first += BatchSize)
            {
                var rows = Math.Min(BatchSize, data.Count - first);
                sum += rows * reference.LossAndGradient(data, first, rows);
                rule.Update(reference.Parameters, reference.Gradients);
            }

            trained.History[epoch].Loss.Should().BeApproximately(sum / data.Count, 1e-5 * (1 + sum), $"epoch {epoch + 1} should agree");
        }

        var parameters = trained.EnumerateParameters().ToList();
        for (var array = 0; array < parameters.Count; array++)
        {
            AssertClose(parameters[array], reference.Parameters[array], 2e-5, $"parameter array {array}");
        }
    }

    public static TheoryData<string, string, string, string, float> Optimizers()
    {
        var cases = new TheoryData<string, string, string, string, float>();
        string[] others =
        [
            "sgd(0.9, 0)", "sgd(0.9, 1)", "adam(0.5, 0.9, 1E-08)", "nadam(0.5, 0.9, 1E-08)", "amsgrad(0.5, 0.5, 1E-08)",
            "adamax(0.5, 0.5, 1E-08)", "adamw(0.5, 0.5, 0.9, 1E-08)", "adagrad(0, 1E-08)", "adadelta(0.5, 0.01)", "lion(0.5, 0.5)",
            "rmsprop(0.5, 1E-08, 0, 0)", "rmsprop(0.9, 1E-07, 0.9, 0)", "rmsprop(0.9, 1E-07, 0, 1)", "rmsprop(0.9, 1E-07, 0.9, 1)",
        ];
        foreach (var optimizer in MiniBatchOptimizers.All.Select(o => o.ToString()).Concat(others))
        {
            cases.Add(optimizer, "5-7:relu-4:tanh-3:softmax", "categorical_crossentropy", "classes", 0);
            cases.Add(optimizer, "5-7:relu-4:tanh-3:softmax", "categorical_crossentropy", "classes", 0.1f);
            cases.Add(optimizer, "4-17:sigmoid-3:softmax", "categorical_crossentropy", "weighted classes", 0);
            cases.Add(optimizer, "17-15:tanh-2:identity", "squared_error", "targets", 0);
            cases.Add(optimizer, "3-9:identity-16:sigmoid-2:tanh", "squared_error", "weighted targets", 0.2f);
            cases.Add(optimizer, "6-3:softmax", "squared_error", "classes", 0);
        }

        return cases;
    }

    private static TrainingData MakeData(NetworkDescription network, string targets)
    {
        var weights = targets.StartsWith("weighted", StringComparison.Ordinal);
        return targets.EndsWith("classes", StringComparison.Ordinal)
            ? TestNetworks.Classes(network, 13, seed: 5, weights)
            : TestNetworks.Targets(network, 13, seed: 5, weights);
    }

    // A step this small leaves every weight as it was drawn.
    private static List<float[]> InitialParameters(NetworkDescription network, TrainingData data, Loss loss, int seed) =>
        [.. NetworkTrainer.Train(network, data, new TrainingOptions
        {
            Loss = loss, Optimizer = Optimizer.Sgd(), LearningRate = 1e-30f, Epochs = 1, Seed = seed, NumberOfThreads = 1,
        }).EnumerateParameters()];

    /// <summary>The largest difference is small beside the largest value of the array.</summary>
    private static void AssertClose(float[] actual, double[] expected, double tolerance, string what)
    {
        actual.Should().HaveSameCount(expected);
        var scale = Math.Max(expected.Max(Math.Abs), 0.01);
        var difference = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
        difference.Should().BeLessThanOrEqualTo(tolerance * scale, "{0} should equal the reference", what);
    }
}
