using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten steps through normalizing layers against PyTorch's numbers; see make_normalization.py for the formulas.</summary>
public sealed class GoldenNormalizationTests
{
    private const int Rows = 12;
    private const int BatchSize = 5;

    private static readonly int[] Sizes = [5, 7, 4, 3];

    private static readonly Case[] Cases = JsonSerializer.Deserialize<Case[]>(NormalizationNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_equal_PyTorch(string name)
    {
        var golden = Cases.Single(c => c.Name == name);
        var softmax = golden.Loss == Loss.CategoricalCrossEntropy.Name;
        var network = Describe(golden, softmax ? Activation.Softmax : Activation.Identity);
        var data = softmax
            ? TrainingData.FromClasses(Features(), Sizes[0], [.. Enumerable.Range(0, Rows).Select(row => row % Sizes[^1])], Sizes[^1])
            : TrainingData.FromTargets(Features(), Sizes[0], Targets(), Sizes[^1]);
        var engine = new EngineProbe(network, data, Loss.Parse(golden.Loss), Parameters(network));
        var update = engine.CreateUpdate(new TrainingOptions
        {
            Optimizer = golden.Optimizer == "adam" ? Optimizer.Adam(epsilon: golden.AdamEpsilon) : Optimizer.Sgd(),
            LearningRate = golden.Rate,
        });

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var first = BatchSize * step % (3 * BatchSize);
            var stepLoss = engine.ComputeGradient(first, Math.Min(BatchSize, Rows - first), step);
            update(step + 1);
            stepLoss.Should().BeApproximately(golden.Losses[step], 1e-5 * golden.Losses[step], "the loss of step {0} should agree", step + 1);
        }

        var parameters = engine.Unpack(engine.Parameters).SelectMany(values => values).ToList();
        parameters.Should().HaveSameCount(golden.Parameters);
        parameters.Zip(golden.Parameters, (actual, expected) => Math.Abs(actual - expected)).Max().Should().BeLessThan(2e-5);
    }

    private static NetworkDescription Describe(Case golden, Activation output)
    {
        var hidden = Activation.Parse(golden.Hidden);
        if (golden.Kind != "tangent")
        {
            var normalization = golden.Kind == "batch" ? Normalization.Batch(golden.Momentum, golden.Epsilon) : Normalization.Layer(golden.Epsilon);
            return NetworkDescription.MultilayerPerceptron(
                Sizes[0], [.. Sizes[1..^1]], Sizes[^1], output, hidden, normalization: normalization);
        }

        return new NetworkDescription(Sizes[0],
        [
            new ScaleLayer(golden.ScaleRate),
            .. Sizes[1..].Select((units, layer) => new DenseLayer(units, layer < Sizes.Length - 2 ? hidden : output)
            {
                NeuralTangent = true, BiasLearningRateFactor = golden.BiasRate,
            }),
        ]);
    }

    private static List<float[]> Parameters(NetworkDescription network)
    {
        var arrays = new List<float[]>();
        var dense = 0;
        foreach (var (layer, inputs) in network.Walk())
        {
            var number = dense;
            switch (layer)
            {
                case ScaleLayer:
                    arrays.Add(Table(1, inputs, (_, _) => 1));
                    break;
                case DenseLayer { Units: var units }:
                    arrays.Add(Table(inputs, units, (i, j) => 0.8 * Math.Sin(1.0 + (0.7 * number) + (1.3 * i) + (2.1 * j))));
                    arrays.Add(Table(1, units, (_, j) => 0.3 * Math.Cos(0.5 + number + (0.9 * j))));
                    dense++;
                    break;
                case BatchNormalizationLayer or LayerNormalizationLayer:
                    arrays.Add(Table(1, inputs, (_, j) => 1 + (0.3 * Math.Sin(0.7 + (number - 1) + j))));
                    arrays.Add(Table(1, inputs, (_, j) => 0.2 * Math.Cos(1.0 + (number - 1) + (1.3 * j))));
                    arrays.AddRange(layer is BatchNormalizationLayer ? [Table(1, inputs, (_, _) => 0), Table(1, inputs, (_, _) => 1)] : []);
                    break;
            }
        }

        return arrays;
    }

    private static float[] Features() => Table(Rows, Sizes[0], (row, i) => Math.Sin(0.4 + (1.7 * row) + (0.6 * i * (row + 1))));

    private static float[] Targets() => Table(Rows, Sizes[^1], (row, j) => Math.Cos(0.2 + (0.8 * row) + (1.1 * j)));

    private static float[] Table(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i / columns, i % columns))];

    /// <summary>One training of <see cref="NormalizationNumbers"/>.</summary>
    private sealed record Case(
        string Name,
        string Kind,
        string Hidden,
        string Loss,
        string Optimizer,
        float Rate,
        float Momentum,
        float Epsilon,
        float ScaleRate,
        float BiasRate,
        float AdamEpsilon,
        double[] Losses,
        double[] Parameters);
}
