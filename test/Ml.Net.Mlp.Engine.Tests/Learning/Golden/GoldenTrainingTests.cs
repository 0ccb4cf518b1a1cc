using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten steps from given weights against PyTorch's numbers; see make_golden.py for the formulas.</summary>
public class GoldenTrainingTests
{
    internal const int Rows = 12;
    internal const int BatchSize = 5;

    internal static readonly int[] Sizes = [5, 7, 4, 3];

    private static readonly GoldenCase[] Cases =
        JsonSerializer.Deserialize<GoldenCase[]>(GoldenNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_equal_PyTorch(string name)
    {
        var golden = Cases.Single(c => c.Name == name);
        var loss = Loss.All.Single(l => l.Name == golden.Loss);
        var softmax = loss == Loss.CategoricalCrossEntropy;
        var task = softmax ? LearningTasks.MulticlassClassification : LearningTasks.Regression;
        var network = NetworkDescription.MultilayerPerceptron(
            Sizes[0], Sizes[1..^1], Sizes[^1], loss.DefaultActivation(task), Activation.Parse(golden.Hidden));
        var data = softmax
            ? TrainingData.FromClasses(Features(), Sizes[0], Classes(), Sizes[^1])
            : TrainingData.FromTargets(Features(), Sizes[0], Targets(loss), Sizes[^1]);
        var engine = new EngineProbe(network, data, loss, Parameters());
        var update = engine.CreateUpdate(new TrainingOptions
        {
            Optimizer = golden.Optimizer switch
            {
                "adam" => Optimizer.Adam(epsilon: golden.Epsilon),
                "nadam" => Optimizer.Nadam(epsilon: golden.Epsilon),
                _ => Optimizer.Sgd(golden.Momentum, golden.Nesterov),
            },
            LearningRate = golden.Rate,
            L2Regularization = golden.L2,
        });

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var first = BatchSize * step % (3 * BatchSize);
            var stepLoss = engine.ComputeGradient(first, Math.Min(BatchSize, Rows - first), step);
            update(step + 1);
            var expected = golden.Losses[step];
            stepLoss.Should().BeApproximately(expected, 1e-5 * expected, "the loss of step {0} should agree", step + 1);
        }

        var parameters = engine.Unpack(engine.Parameters).SelectMany(values => values).ToList();
        parameters.Should().HaveSameCount(golden.Parameters);
        var largest = golden.Parameters.Max(Math.Abs);
        parameters.Zip(golden.Parameters, (actual, expected) => Math.Abs(actual - expected)).Max()
            .Should().BeLessThan(1e-5 * largest);
    }

    [Fact]
    public void Every_optimizer_has_a_golden_case()
    {
        Cases.Select(c => c.Optimizer).Distinct().Should().BeEquivalentTo(
            Optimizer.Adam().Name, Optimizer.Nadam().Name, Optimizer.Sgd().Name);
        Cases.Select(c => c.Hidden).Distinct().Should().BeEquivalentTo(
            Activation.ReLU.Name, Activation.Tanh.Name, Activation.ScaledTanh.Name, Activation.Sigmoid.Name);
    }

    internal static float[] Features() => Table(Rows, Sizes[0], (row, i) => Math.Sin(0.4 + (1.7 * row) + (0.6 * i * (row + 1))));

    internal static int[] Classes() => [.. Enumerable.Range(0, Rows).Select(row => row % Sizes[^1])];

    internal static float[] Targets(Loss loss)
    {
        var values = Table(Rows, Sizes[^1], (row, j) => Math.Cos(0.2 + (0.8 * row) + (1.1 * j)));
        return loss == Loss.BinaryCrossEntropy ? [.. values.Select(v => 0.5f + (0.5f * v))] : values;
    }

    internal static List<float[]> Parameters()
    {
        var arrays = new List<float[]>();
        for (var layer = 0; layer < Sizes.Length - 1; layer++)
        {
            var number = layer;
            arrays.Add(Table(Sizes[layer], Sizes[layer + 1], (i, j) => 0.8 * Math.Sin(1.0 + (0.7 * number) + (1.3 * i) + (2.1 * j))));
            arrays.Add(Table(1, Sizes[layer + 1], (_, j) => 0.3 * Math.Cos(0.5 + number + (0.9 * j))));
        }

        return arrays;
    }

    private static float[] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];
}
