namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The engine's gradients against finite differences of the engine's own loss.</summary>
public class GradientTests
{
    private const int Rows = 6;

    public static TheoryData<string> HiddenActivations =>
        [.. Activation.All.Where(a => a != Activation.Softmax && a.IsDifferentiable).Append(Activation.Maxout(3)).Select(a => a.ToString())];

    [Theory]
    [MemberData(nameof(HiddenActivations))]
    public void Gradient_is_that_of_the_loss_for_every_hidden_activation(string hidden)
    {
        var network = TestNetworks.Parse($"4-7:{hidden}-5:{hidden}-3:softmax");
        var parameters = TestNetworks.RandomParameters(network, seed: 2);
        if (HasKink(Activation.Parse(hidden)))
        {
            KeepAwayFromTheKink(network, parameters);
        }

        AssertGradient(network, Loss.CategoricalCrossEntropy, parameters, classes: true, weights: false);
    }

    [Theory]
    [InlineData("1-1:tanh-1:identity")]
    [InlineData("1-15:tanh-16:tanh-1:identity")]
    [InlineData("15-16:tanh-17:tanh-2:identity")]
    [InlineData("16-1:tanh-15:identity")]
    [InlineData("17-17:tanh-16:identity")]
    [InlineData("31-3:tanh-33:identity")]
    public void Gradient_is_that_of_the_loss_for_shapes_around_the_panels(string layers)
    {
        var network = TestNetworks.Parse(layers);

        AssertGradient(network, Loss.SquaredError, TestNetworks.RandomParameters(network, seed: 3), classes: false, weights: false);
    }

    [Theory]
    [InlineData("4-5:tanh-3:softmax", true)]
    [InlineData("4-5:tanh-3:softmax", false)]
    [InlineData("4-5:tanh-3:identity", false)]
    public void Gradient_is_that_of_the_loss_with_example_weights(string layers, bool classes)
    {
        var network = TestNetworks.Parse(layers);
        var loss = network.OutputLayer.Activation == Activation.Softmax ? Loss.CategoricalCrossEntropy : Loss.SquaredError;

        AssertGradient(network, loss, TestNetworks.RandomParameters(network, seed: 4), classes, weights: true);
    }

    [Theory]
    [InlineData("5-dropout:30-4:tanh-3:softmax")]
    [InlineData("5-8:tanh-dropout:50-7:sigmoid-dropout:25-3:softmax")]
    public void Gradient_is_that_of_the_loss_under_the_step_s_dropout_mask(string layers)
    {
        var network = TestNetworks.Parse(layers);
        var data = TestNetworks.Classes(network, Rows, seed: 5);
        var engine = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, TestNetworks.RandomParameters(network, seed: 5));
        foreach (var step in new[] { 0, 41 })
        {
            engine.ComputeGradient(step);
            FiniteDifference.AssertGradient(engine, () => engine.Loss(step));
        }
    }

    [Fact]
    public void A_weight_scales_its_row_s_share_of_the_gradient()
    {
        var network = TestNetworks.Parse("4-3:softmax");
        var parameters = TestNetworks.RandomParameters(network, seed: 6);
        var plain = TestNetworks.Classes(network, 3, seed: 6);
        var repeated = TrainingDataBuilder.ForClasses(4, 3);
        var weighted = TrainingDataBuilder.ForClasses(4, 3);
        foreach (var (row, times) in new[] { (0, 1), (1, 3), (2, 2) })
        {
            weighted.Add(plain.Features(row), plain.Class(row), times);
            for (var i = 0; i < times; i++)
            {
                repeated.Add(plain.Features(row), plain.Class(row));
            }
        }

        var a = new EngineProbe(network, weighted.Build(), Loss.CategoricalCrossEntropy, parameters);
        var b = new EngineProbe(network, repeated.Build(), Loss.CategoricalCrossEntropy, parameters);

        a.ComputeGradient().Should().BeApproximately(b.ComputeGradient(), 1e-6);
        a.Unpack(a.Gradient).SelectMany(g => g).Zip(b.Unpack(b.Gradient).SelectMany(g => g), (x, y) => Math.Abs(x - y)).Max()
            .Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void L2_adds_the_gradient_of_half_lambda_times_the_squared_weights_and_leaves_biases_alone()
    {
        const float Rate = 0.25f;
        const float Lambda = 0.5f;
        var network = TestNetworks.Parse("17-5:tanh-3:softmax");
        var data = TestNetworks.Classes(network, Rows, seed: 7);
        var parameters = TestNetworks.RandomParameters(network, seed: 7);
        var engine = new EngineProbe(network, data, Loss.CategoricalCrossEntropy, parameters);
        var update = engine.CreateUpdate(
            new TrainingOptions { Optimizer = Optimizer.Sgd(), LearningRate = Rate, L2Regularization = Lambda });

        engine.ComputeGradient();
        var expected = FiniteDifference.Gradient(engine, () => engine.Loss() + (Lambda / 2 * SquaredWeights(engine)));
        update(1);

        var updated = engine.Unpack(engine.Parameters);
        for (var array = 0; array < parameters.Count; array++)
        {
            for (var i = 0; i < parameters[array].Length; i++)
            {
                ((parameters[array][i] - (double)updated[array][i]) / Rate).Should().BeApproximately(expected[array][i], 2e-5);
            }
        }
    }

    private static double SquaredWeights(EngineProbe engine) =>
        engine.Unpack(engine.Parameters).Where((_, array) => array % 2 == 0).SelectMany(w => w).Sum(w => (double)w * w);

    private static bool HasKink(Activation activation) =>
        activation.Name is "relu" or "leaky_relu" or "prelu" or "elu" or "selu" or "hard_sigmoid" or "softsign" or "maxout";

    // Small weights and biases of 2, -2 and 1 in turn: units are on for every row or off, and none is near a kink; nor are the
    // pieces of a maxout unit near each other, as the numbers of units are no multiples of three.
    private static void KeepAwayFromTheKink(NetworkDescription network, List<float[]> parameters)
    {
        foreach (var (part, values) in NetworkPass.CreateLayers(network).SelectMany(layer => layer.Parts).Zip(parameters))
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = part.Kind switch
                {
                    ParameterKind.Weights => 0.25f * values[i],
                    ParameterKind.Bias => (i % 3) switch { 0 => 2, 1 => -2, _ => 1 },
                    _ => values[i],
                };
            }
        }
    }

    private static void AssertGradient(NetworkDescription network, Loss loss, List<float[]> parameters, bool classes, bool weights)
    {
        var data = classes
            ? TestNetworks.Classes(network, Rows, seed: 8, weights)
            : TestNetworks.Targets(network, Rows, seed: 8, weights);
        var engine = new EngineProbe(network, data, loss, parameters);
        engine.ComputeGradient();
        FiniteDifference.AssertGradient(engine, () => engine.Loss());
    }
}
