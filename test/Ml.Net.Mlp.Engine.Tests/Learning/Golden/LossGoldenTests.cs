using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten steps of plain SGD under each loss against PyTorch's numbers; see make_loss_golden.py for the formulas.</summary>
public class LossGoldenTests
{
    private const int Rows = 12;
    private const int BatchSize = 5;

    private static readonly int[] Hidden = [5, 7, 4];

    private static readonly Case[] Cases = JsonSerializer.Deserialize<Case[]>(LossGoldenNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<string, string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string, string>();
            foreach (var golden in Cases)
            {
                names.Add(golden.Loss, golden.Activation, golden.Targets);
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_equal_PyTorch(string lossText, string activation, string targets)
    {
        var golden = Cases.Single(c => c.Loss == lossText && c.Activation == activation && c.Targets == targets);
        var outputs = targets == "binary" ? 1 : 3;
        var network = NetworkDescription.MultilayerPerceptron(
            Hidden[0], Hidden[1..], outputs, Activation.Parse(activation), Activation.Tanh);
        var loss = Loss.Parse(lossText);
        var engine = new EngineProbe(network, Data(targets), loss, Parameters([.. Hidden, outputs]));
        loss.Tasks.Should().HaveFlag(Data(targets).Task);
        loss.Refuse(Activation.Parse(activation)).Should().BeNull();
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = Optimizer.Sgd(), LearningRate = golden.Rate });

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var first = BatchSize * step % (3 * BatchSize);
            var stepLoss = engine.ComputeGradient(first, Math.Min(BatchSize, Rows - first), step);
            update(step + 1);
            stepLoss.Should().BeApproximately(
                golden.Losses[step], 1e-5 * (0.1 + golden.Losses[step]), "the loss of step {0} should agree", step + 1);
        }

        var parameters = engine.Unpack(engine.Parameters).SelectMany(values => values).ToList();
        parameters.Should().HaveSameCount(golden.Parameters);
        parameters.Zip(golden.Parameters, (actual, expected) => Math.Abs(actual - expected)).Max()
            .Should().BeLessThan(1e-5 * golden.Parameters.Max(Math.Abs));
    }

    [Fact]
    public void Every_loss_has_a_golden_case() => Cases.Select(c => Loss.Parse(c.Loss).Name).Distinct()
        .Should().BeEquivalentTo(Loss.All.Select(l => l.Name));

    private static TrainingData Data(string targets)
    {
        var features = Table(Rows, Hidden[0], (row, i) => Math.Sin(0.4 + (1.7 * row) + (0.6 * i * (row + 1))));
        var outputs = targets == "binary" ? 1 : 3;
        double Value(int row, int j) => Math.Cos(0.2 + (0.8 * row) + (1.1 * j));
        double Total(int row) => Enumerable.Range(0, outputs).Sum(j => 1.5 + Value(row, j));
        return targets switch
        {
            "classes" => TrainingData.FromClasses(features, Hidden[0], [.. Enumerable.Range(0, Rows).Select(row => row % outputs)], outputs),
            "binary" => TrainingData.FromBinary(features, Hidden[0], [.. Enumerable.Range(0, Rows).Select(row => Value(row, 0) > 0)]),
            _ => TrainingData.FromTargets(features, Hidden[0], Table(Rows, outputs, (row, j) => targets switch
            {
                "labels" => Value(row, j) > 0 ? 1 : 0,
                "probabilities" => 0.5 + (0.5 * Value(row, j)),
                "distributions" => (1.5 + Value(row, j)) / Total(row),
                "positive" => 1.5 + Value(row, j),
                _ => Value(row, j),
            }), outputs),
        };
    }

    private static List<float[]> Parameters(int[] sizes)
    {
        var arrays = new List<float[]>();
        for (var layer = 0; layer < sizes.Length - 1; layer++)
        {
            var number = layer;
            arrays.Add(Table(sizes[layer], sizes[layer + 1], (i, j) => 0.8 * Math.Sin(1.0 + (0.7 * number) + (1.3 * i) + (2.1 * j))));
            arrays.Add(Table(1, sizes[layer + 1], (_, j) => 0.3 * Math.Cos(0.5 + number + (0.9 * j))));
        }

        return arrays;
    }

    private static float[] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];

    private sealed record Case(string Loss, string Activation, string Targets, float Rate, double[] Losses, double[] Parameters);
}
