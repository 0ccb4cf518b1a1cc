namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Gradients of whole networks against finite differences, for every loss behind every activation that it takes.</summary>
public class LossGradientTests
{
    private const int Rows = 6;

    public static TheoryData<string, string, LearningTasks> Cases()
    {
        var cases = new TheoryData<string, string, LearningTasks>();
        foreach (var loss in ReferenceLosses.Cases)
        {
            foreach (var activation in Activation.All.Where(a => !a.IsLayer && a.IsDifferentiable && loss.Refuse(a) == null))
            {
                foreach (var task in Enum.GetValues<LearningTasks>().Where(task => loss.Tasks.HasFlag(task)))
                {
                    cases.Add(loss.ToString(), activation.ToString(), task);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_that_of_the_loss(string lossText, string activation, LearningTasks task)
    {
        var loss = Loss.Parse(lossText);
        var outputs = task == LearningTasks.BinaryClassification ? 1 : 3;
        var network = TestNetworks.Parse($"4-5:tanh-{outputs}:{activation}");
        var parameters = TestNetworks.RandomParameters(network, seed: 1);
        KeepAwayFromKinks(parameters);
        var random = new Random(3);
        var features = Enumerable.Range(0, Rows * 4).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var data = Data(loss, task, features, Outputs(network, features, parameters));
        var engine = new EngineProbe(network, data, loss, parameters);

        engine.ComputeGradient();

        // Where an activation is nearly flat, most of a difference of float losses is rounding error.
        FiniteDifference.AssertGradient(engine, () => engine.Loss(), tolerance: 1e-3);
    }

    [Theory]
    [InlineData("smoothed_categorical_crossentropy(0.1)", "softmax", LearningTasks.MulticlassClassification)]
    [InlineData("binary_focal_crossentropy(2, 0.25)", "sigmoid", LearningTasks.Regression)]
    [InlineData("log_cosh", "tanh", LearningTasks.Regression)]
    public void A_weight_scales_its_row_s_share(string lossText, string activation, LearningTasks task)
    {
        var loss = Loss.Parse(lossText);
        var network = TestNetworks.Parse($"4-3:{activation}");
        var parameters = TestNetworks.RandomParameters(network, seed: 6);
        var random = new Random(4);
        var features = Enumerable.Range(0, 3 * 4).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
        var targets = Enumerable.Range(0, 3).Select(_ => LossTargets.Random(loss, task, 3, random)).ToArray();
        var classes = task == LearningTasks.MulticlassClassification;
        var repeated = classes ? TrainingDataBuilder.ForClasses(4, 3) : TrainingDataBuilder.ForTargets(4, 3);
        var weighted = classes ? TrainingDataBuilder.ForClasses(4, 3) : TrainingDataBuilder.ForTargets(4, 3);
        foreach (var (row, times) in new[] { (0, 1), (1, 3), (2, 2) })
        {
            Add(weighted, row, times);
            for (var i = 0; i < times; i++)
            {
                Add(repeated, row, 1);
            }
        }

        var a = new EngineProbe(network, weighted.Build(), loss, parameters);
        var b = new EngineProbe(network, repeated.Build(), loss, parameters);

        a.ComputeGradient().Should().BeApproximately(b.ComputeGradient(), 1e-6);
        a.Unpack(a.Gradient).SelectMany(g => g).Zip(b.Unpack(b.Gradient).SelectMany(g => g), (x, y) => Math.Abs(x - y)).Max()
            .Should().BeLessThan(1e-6f);

        void Add(TrainingDataBuilder builder, int row, float weight)
        {
            if (classes)
            {
                builder.Add(features.AsSpan(row * 4, 4), Array.IndexOf(targets[row], 1), weight);
            }
            else
            {
                builder.Add(features.AsSpan(row * 4, 4), targets[row], weight);
            }
        }
    }

    // Small weights before the outputs and biases far from 0 and from each other: no activation, margin or largest other output
    // changes its side within the step of a finite difference.
    private static void KeepAwayFromKinks(List<float[]> parameters)
    {
        float[] biases = [2, -2, 3.5f];
        biases.AsSpan(0, parameters[^1].Length).CopyTo(parameters[^1]);
        for (var i = 0; i < parameters[^2].Length; i++)
        {
            parameters[^2][i] *= 0.25f;
        }
    }

    private static float[][] Outputs(NetworkDescription network, float[] features, List<float[]> parameters)
    {
        var data = TrainingData.FromTargets(features, 4, new float[Rows * network.Outputs], network.Outputs);
        var probe = new EngineProbe(network, data, Loss.SquaredError, parameters);
        probe.Loss();
        return [.. Enumerable.Range(0, Rows).Select(probe.Output)];
    }

    /// <summary>Classes, labels and probabilities in turn, and numbers on either side of the outputs but not near them.</summary>
    private static TrainingData Data(Loss loss, LearningTasks task, float[] features, float[][] outputs)
    {
        var count = outputs[0].Length;
        if (task == LearningTasks.MulticlassClassification)
        {
            return TrainingData.FromClasses(features, 4, [.. Enumerable.Range(0, Rows).Select(row => row % count)], count);
        }

        if (task == LearningTasks.BinaryClassification)
        {
            return TrainingData.FromBinary(features, 4, [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0)]);
        }

        float Target(int row, int j)
        {
            if (loss.RefuseTarget(0.5f) != null)
            {
                return (row + j) % 2;
            }

            if (loss.RefuseTarget(2) != null)
            {
                return ((row * 5) + (j * 3)) % 11 / 10f;
            }

            var distance = 0.4f + (0.5f * Math.Abs(outputs[row][j]));
            var below = outputs[row][j] - distance;
            return (row + j) % 2 == 0 && Math.Abs(below) > 0.3f && loss.RefuseTarget(below) == null ? below : outputs[row][j] + distance;
        }

        return TrainingData.FromTargets(features, 4, [.. Enumerable.Range(0, Rows * count).Select(i => Target(i / count, i % count))], count);
    }
}
