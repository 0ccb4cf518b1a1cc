using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten steps through each activation in the hidden layers against PyTorch's numbers; see make_activation_golden.py.</summary>
public sealed class ActivationGoldenTests
{
    private const int Rows = GoldenTrainingTests.Rows;
    private const int BatchSize = GoldenTrainingTests.BatchSize;

    private static readonly int[] Sizes = GoldenTrainingTests.Sizes;

    private static readonly Case[] Cases = JsonSerializer.Deserialize<Case[]>(ActivationGoldenNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Activation)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ten_steps_equal_PyTorch(string activation)
    {
        var golden = Cases.Single(c => c.Activation == activation);
        var network = TestNetworks.Parse($"{Sizes[0]}-{Sizes[1]}:{activation}-{Sizes[2]}:{activation}-{Sizes[3]}:softmax");
        var data = TrainingData.FromClasses(GoldenTrainingTests.Features(), Sizes[0], GoldenTrainingTests.Classes(), Sizes[^1]);
        var engine = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, Parameters(network));
        var update = engine.CreateUpdate(new TrainingOptions { Optimizer = Optimizer.Sgd(0.9f), LearningRate = golden.Rate });

        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var first = BatchSize * step % (3 * BatchSize);
            var loss = engine.ComputeGradient(first, Math.Min(BatchSize, Rows - first), step);
            update(step + 1);
            loss.Should().BeApproximately(golden.Losses[step], 1e-5 * golden.Losses[step], "the loss of step {0} should agree", step + 1);
        }

        var parameters = engine.Unpack(engine.Parameters).SelectMany(values => values).ToList();
        parameters.Should().HaveSameCount(golden.Parameters);
        parameters.Zip(golden.Parameters, (actual, expected) => Math.Abs(actual - expected)).Max()
            .Should().BeLessThan(1e-5 * golden.Parameters.Max(Math.Abs));
    }

    [Fact]
    public void Every_activation_that_hidden_layers_train_with_has_a_golden_case() =>
        Cases.Select(c => c.Activation).Should().Contain(
            Activation.All.Where(a => a.IsDifferentiable && a != Activation.Softmax).Select(a => a.ToString()));

    private static List<float[]> Parameters(NetworkDescription network)
    {
        var arrays = new List<float[]>();
        var dense = -1;
        foreach (var part in NetworkPass.CreateLayers(network).SelectMany(layer => layer.Parts))
        {
            dense += part.Kind == ParameterKind.Weights ? 1 : 0;
            arrays.Add([.. Enumerable.Range(0, (int)part.Count).Select(i => (float)Value(part, dense, i / part.Columns, i % part.Columns))]);
        }

        return arrays;
    }

    private static double Value(ParameterPart part, int layer, int i, int j) => part.Kind switch
    {
        ParameterKind.Weights => 0.8 * Math.Sin(1.0 + (0.7 * layer) + (1.3 * i) + (2.1 * j)),
        ParameterKind.Bias => 0.3 * Math.Cos(0.5 + layer + (0.9 * j)),
        _ => 0.25 + (0.02 * j),
    };

    private sealed record Case(string Activation, float Rate, double[] Losses, double[] Parameters);
}
