using System.Text.Json;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Ten steps of each optimizer and option against PyTorch's numbers; see make_optimizer_golden.py.</summary>
public class OptimizerGoldenTests
{
    private const int Rows = GoldenTrainingTests.Rows;
    private const int BatchSize = GoldenTrainingTests.BatchSize;

    private static readonly OptimizerGoldenCase[] Cases =
        JsonSerializer.Deserialize<OptimizerGoldenCase[]>(OptimizerGoldenNumbers.Json, JsonSerializerOptions.Web)!;

    public static TheoryData<string> Steps => [.. Cases.Where(c => c.Options.Optimizer is MiniBatchOptimizer).Select(c => c.Name)];

    public static TheoryData<string> Iterations => [.. Cases.Where(c => c.Options.Optimizer is LbfgsOptimizer).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Ten_steps_equal_PyTorch(string name)
    {
        var (golden, engine) = Prepare(name);
        var update = engine.CreateParameterUpdate(golden.Options);
        for (var step = 0; step < golden.Losses.Length; step++)
        {
            var first = BatchSize * step % (3 * BatchSize);
            var loss = engine.ComputeGradient(first, Math.Min(BatchSize, Rows - first), step);
            update.Run(step + 1, golden.Rate);
            loss.Should().BeApproximately(golden.Losses[step], 1e-5 * golden.Losses[step], "the loss of step {0} should agree", step + 1);
        }

        AssertParameters(engine.Unpack(update.Result), golden, 1e-5);
    }

    // Rounding grows where a step depends on differences of gradients: hence the tolerance.
    [Theory]
    [MemberData(nameof(Iterations))]
    public void Ten_iterations_of_Lbfgs_equal_PyTorch(string name)
    {
        var (golden, engine) = Prepare(name);
        var lbfgs = engine.CreateLbfgs(golden.Options);
        for (var iteration = 0; iteration < golden.Losses.Length; iteration++)
        {
            var expected = golden.Losses[iteration];
            lbfgs.Run(golden.Rate).MeanLoss.Should().BeApproximately(expected, 5e-4 * expected, "iteration {0} should agree", iteration + 1);
        }

        AssertParameters(engine.Unpack(lbfgs.Result), golden, 5e-4);
    }

    [Fact]
    public void Every_optimizer_has_a_golden_case() =>
        Cases.Select(c => c.Options.Optimizer.Name).Append("nadam").Should().Contain(Optimizer.All.Select(o => o.Name), "Nadam is in GoldenTrainingTests");

    private static (OptimizerGoldenCase Golden, EngineProbe Engine) Prepare(string name)
    {
        var golden = Cases.Single(c => c.Name == name);
        var loss = Loss.Parse(golden.Loss);
        var classes = loss == Loss.CategoricalCrossEntropy;
        var sizes = GoldenTrainingTests.Sizes;
        var network = NetworkDescription.MultilayerPerceptron(
            sizes[0], sizes[1..^1], sizes[^1], classes ? Activation.Softmax : Activation.Identity, Activation.Parse(golden.Hidden));
        var data = classes
            ? TrainingData.FromClasses(GoldenTrainingTests.Features(), sizes[0], GoldenTrainingTests.Classes(), sizes[^1])
            : TrainingData.FromTargets(GoldenTrainingTests.Features(), sizes[0], GoldenTrainingTests.Targets(loss), sizes[^1]);
        return (golden, new EngineProbe(network, data, loss, GoldenTrainingTests.Parameters()));
    }

    private static void AssertParameters(IEnumerable<float[]> actual, OptimizerGoldenCase golden, double tolerance)
    {
        var parameters = actual.SelectMany(values => values).ToList();
        parameters.Should().HaveSameCount(golden.Parameters);
        parameters.Zip(golden.Parameters, (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(tolerance * golden.Parameters.Max(Math.Abs));
    }
}
