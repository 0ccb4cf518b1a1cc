namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class LossTests
{
    [Fact]
    public void Squared_error_is_half_the_sum_of_squares()
    {
        ValueOfTargets(Loss.SquaredError, [1, 2, -1], [0, 2, 1]).Should().Be(2.5);
        ValueOfClass(Loss.SquaredError, [0.5f, 0.5f], 1).Should().Be(0.25);
    }

    [Fact]
    public void Cross_entropy_is_minus_the_logarithm_of_the_class_s_probability()
    {
        ValueOfClass(Loss.CategoricalCrossEntropy, [0.25f, 0.5f, 0.25f], 1).Should().BeApproximately(Math.Log(2), 1e-6);
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0.25f, 0.75f], [0.5f, 0.5f])
            .Should().BeApproximately(-(0.5 * Math.Log(0.25)) - (0.5 * Math.Log(0.75)), 1e-6);
        ValueOfClass(Loss.CategoricalCrossEntropy, [1, 0], 0).Should().Be(0);
    }

    [Fact]
    public void A_class_is_its_one_hot_vector()
    {
        float[] output = [0.2f, 0.3f, 0.5f];
        foreach (var loss in Loss.All)
        {
            for (var target = 0; target < output.Length; target++)
            {
                var oneHot = new float[output.Length];
                oneHot[target] = 1;

                ValueOfClass(loss, output, target).Should().BeApproximately(ValueOfTargets(loss, output, oneHot), 1e-7);
                GradientOfClass(loss, output, target).Should().Equal(GradientOfTargets(loss, output, oneHot));
            }
        }
    }

    [Fact]
    public void Cross_entropy_stays_finite_at_probability_zero()
    {
        ValueOfClass(Loss.CategoricalCrossEntropy, [0, 1], 0).Should().BeInRange(87, 88);
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [1, 0]).Should().BeInRange(87, 88);
        GradientOfClass(Loss.CategoricalCrossEntropy, [0, 1], 0).Should().OnlyContain(g => float.IsFinite(g));
        GradientOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [1, 0]).Should().OnlyContain(g => float.IsFinite(g));
    }

    [Fact]
    public void Target_zero_at_probability_zero_costs_nothing() =>
        ValueOfTargets(Loss.CategoricalCrossEntropy, [0, 1], [0, 1]).Should().Be(0);

    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("squared_error")]
    public void NaN_outputs_give_a_NaN_loss(string name)
    {
        var loss = Loss.All.Single(l => l.Name == name);

        ValueOfClass(loss, [float.NaN, float.NaN], 0).Should().Be(double.NaN);
        ValueOfTargets(loss, [float.NaN, float.NaN], [1, 0]).Should().Be(double.NaN);
    }

    [Fact]
    public void Gradient_of_a_confident_wrong_network_is_finite_and_as_large_as_it_can_be()
    {
        foreach (var classes in new[] { true, false })
        {
            var data = classes
                ? TrainingData.FromClasses([1f], 1, [1], 2)
                : TrainingData.FromTargets([1f], 1, [0f, 1f], 2);
            var engine = new EngineProbe(TestNetworks.Parse("1-2:softmax"), data, Loss.CategoricalCrossEntropy, [[40, -40], [0, 0]]);

            engine.ComputeGradient().Should().BeApproximately(80, 1e-3);
            engine.Unpack(engine.Gradient)[1][0].Should().BeApproximately(1, 1e-5f);
            engine.Unpack(engine.Gradient)[1][1].Should().BeApproximately(-1, 1e-5f);
        }
    }

    [Fact]
    public void Cross_entropy_asks_for_softmax_and_squared_error_takes_every_output()
    {
        Activation.All.Where(a => Loss.CategoricalCrossEntropy.Refuse(a) == null).Should().Equal(Activation.Softmax);
        Activation.All.Where(a => Loss.SquaredError.Refuse(a) == null).Should().Equal(Activation.All);
        Loss.CategoricalCrossEntropy.Refuse(Activation.Sigmoid).Should().Contain("softmax");
    }

    private static double ValueOfClass(Loss loss, float[] output, int target)
    {
        fixed (float* o = output)
        {
            return loss.Value(o, output.Length, new Target(target));
        }
    }

    private static double ValueOfTargets(Loss loss, float[] output, float[] targets)
    {
        fixed (float* o = output, t = targets)
        {
            return loss.Value(o, output.Length, new Target(t));
        }
    }

    private static float[] GradientOfClass(Loss loss, float[] output, int target)
    {
        var gradient = new float[output.Length];
        fixed (float* o = output, g = gradient)
        {
            loss.Gradient(o, output.Length, new Target(target), g);
        }

        return gradient;
    }

    private static float[] GradientOfTargets(Loss loss, float[] output, float[] targets)
    {
        var gradient = new float[output.Length];
        fixed (float* o = output, t = targets, g = gradient)
        {
            loss.Gradient(o, output.Length, new Target(t), g);
        }

        return gradient;
    }
}
