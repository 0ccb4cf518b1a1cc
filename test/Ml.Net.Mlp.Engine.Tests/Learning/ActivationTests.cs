using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class ActivationTests
{
    // On both sides of 0, and near no other kink.
    private static readonly float[] Points =
        [-30, -9.5f, -4.25f, -2, -1, -0.75f, -0.5f, -0.25f, -0.125f, 0.125f, 0.25f, 0.5f, 0.625f, 0.75f, 1, 1.5f, 2.75f, 7.5f, 20];

    // Far out, where squares and exponentials leave the range of single precision.
    private static readonly float[] FarPoints =
        [-3e38f, -1e30f, -1e10f, -1000, -200, -100, -88.5f, -87.5f, -50, 50, 88, 100, 1000, 1e10f, 1e30f, 3e38f];

    private static readonly Activation[] Computed =
        [.. Activation.All.Where(a => !a.IsLayer), Activation.LeakyReLU(0.3f), Activation.ELU(0.5f), Activation.LeakyReLU(0), Activation.ELU(0)];

    public static TheoryData<string> All => [.. Computed.Select(a => a.ToString())];

    public static TheoryData<string> Elementwise => [.. Computed.Where(a => a.IsElementwise).Select(a => a.ToString())];

    [Theory]
    [MemberData(nameof(All))]
    public void Values_are_those_of_the_formula(string name)
    {
        var activation = Activation.Parse(name);

        var values = Forward(activation, Points);

        // The exponent in this one, up to 80, is rounded before it is one.
        var tolerance = activation == Activation.TanhGELU ? 2e-5 : 1e-6;
        var expected = ReferenceActivation.Values(activation, [.. Points.Select(x => (double)x)]);
        for (var i = 0; i < Points.Length; i++)
        {
            ((double)values[i]).Should().BeApproximately(expected[i], (tolerance * Math.Abs(expected[i])) + 1e-30, "x is {0}", Points[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Derivatives_are_those_of_the_formula(string name)
    {
        var activation = Activation.Parse(name);

        var derivatives = Derivatives(activation, [.. Points, 0]);

        foreach (var (x, derivative) in Points.Append(0).Zip(derivatives))
        {
            var expected = ReferenceActivation.Derivative(activation, x);
            ((double)derivative).Should().BeApproximately(expected, 1e-6 * Math.Max(1, Math.Abs(expected)), "x is {0}", x);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Derivative_is_that_of_the_values(string name)
    {
        var activation = Activation.Parse(name);

        var derivatives = Derivatives(activation, Points);

        for (var i = 0; i < Points.Length; i++)
        {
            var expected = FiniteDifference.At(x => Forward(activation, [x])[0], Points[i]);
            ((double)derivatives[i]).Should().BeApproximately(
                expected, 1e-5 * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(Points[i]))), "x is {0}", Points[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Far_out_values_and_derivatives_go_where_the_formula_goes(string name)
    {
        var activation = Activation.Parse(name);
        var points = activation == Activation.Exponential ? FarPoints[6..^5] : activation == Activation.SELU ? FarPoints[..^1] : FarPoints;

        var values = Forward(activation, points);
        var derivatives = Derivatives(activation, points);

        for (var i = 0; i < points.Length; i++)
        {
            var value = ReferenceActivation.Value(activation, points[i]);
            var derivative = ReferenceActivation.Derivative(activation, points[i]);
            ((double)values[i]).Should().BeApproximately(value, (1e-6 * Math.Abs(value)) + 1e-30, "x is {0}", points[i]);
            ((double)derivatives[i]).Should().BeApproximately(derivative, (1e-6 * Math.Abs(derivative)) + 1e-6, "x is {0}", points[i]);
        }
    }

    [Fact]
    public void Exponential_stays_positive_and_finite() =>
        Forward(Activation.Exponential, FarPoints).Should().OnlyContain(y => y > 1e-38f && y < 2e38f);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_instruction_set_gives_the_same_bits(string name)
    {
        // Sizes that leave tails at every vector width.
        var activation = Activation.Parse(name);
        float[] sums = [.. Points, .. FarPoints, .. Enumerable.Range(0, 150).Select(i => (i - 75) / 16f)];
        var values = Forward(activation, sums, SimdLevel.Scalar);
        var derivatives = Derivatives(activation, sums, SimdLevel.Scalar);
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Forward(activation, sums, level), values, $"values at {level}");
            Bits.ShouldBeSame(Derivatives(activation, sums, level), derivatives, $"derivatives at {level}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(17)]
    public void Softmax_gradient_is_the_row_times_the_Jacobian(int count)
    {
        float[] sums = [.. Enumerable.Range(0, count).Select(j => (j * 7 % 5 * 0.5f) - 1)];
        var output = Forward(Activation.Softmax, sums);
        for (var k = 0; k < count; k++)
        {
            var gradient = new float[count];
            gradient[k] = 1;
            Backward(Activation.Softmax, output, gradient, SimdSupport.Best);
            for (var j = 0; j < count; j++)
            {
                var expected = FiniteDifference.At(x => Forward(Activation.Softmax, [.. sums[..j], x, .. sums[(j + 1)..]])[k], sums[j]);
                ((double)gradient[j]).Should().BeApproximately(expected, 1e-5, "it is the derivative of output {0} by sum {1}", k, j);
            }
        }
    }

    [Fact]
    public void Softmax_of_huge_sums_is_finite_and_sums_to_one()
    {
        var values = Forward(Activation.Softmax, [3e38f, -3e38f, 3e38f, 0]);

        values.Should().OnlyContain(v => float.IsFinite(v));
        values.Sum().Should().BeApproximately(1, 1e-6f);
        values[0].Should().Be(values[2]).And.BeApproximately(0.5f, 1e-6f);
    }

    [Fact]
    public void Softmax_does_not_change_when_all_sums_shift()
    {
        var values = Forward(Activation.Softmax, [1, 2, 3]);

        Forward(Activation.Softmax, [129, 130, 131]).Should().Equal(values);
    }

    [Fact]
    public void Sigmoid_and_tanh_saturate_without_leaving_their_range()
    {
        Forward(Activation.Sigmoid, [-1e30f, -200, 200, 1e30f]).Should().OnlyContain(v => v >= 0 && v <= 1);
        Forward(Activation.Tanh, [-1e30f, -200, 200, 1e30f]).Should().Equal(-1, -1, 1, 1);
    }

    [Fact]
    public void Scaled_tanh_maps_one_to_one_and_saturates_at_its_amplitude()
    {
        Forward(Activation.ScaledTanh, [-1, 1]).Should().SatisfyRespectively(
            low => low.Should().BeApproximately(-1, 1e-5f), high => high.Should().BeApproximately(1, 1e-5f));
        Forward(Activation.ScaledTanh, [-1e30f, -200, 200, 1e30f]).Should().Equal(-1.7159f, -1.7159f, 1.7159f, 1.7159f);
    }

    [Fact]
    public void A_step_is_one_above_zero_only() =>
        Forward(Activation.Step, [-3, -float.Epsilon, -0f, 0, float.Epsilon, 3]).Should().Equal(0, 0, 0, 0, 1, 1);

    [Fact]
    public void A_hard_sigmoid_is_straight_between_minus_three_and_three()
    {
        Forward(Activation.HardSigmoid, [-4, -3, 0, 3, 4]).Should().Equal(0, 0, 0.5f, 1, 1);
        Derivatives(Activation.HardSigmoid, [-4, -3, 3, 4]).Should().Equal(0, 0, 0, 0);
    }

    [Fact]
    public void Zero_is_on_the_lower_side_of_the_kink_as_in_PyTorch()
    {
        Derivatives(Activation.ReLU, [0, -0f]).Should().Equal(0, 0);
        Derivatives(Activation.LeakyReLU(0.25f), [0, -0f]).Should().Equal(0.25f, 0.25f);
        Derivatives(Activation.ELU(0.5f), [0, -0f]).Should().Equal(0.5f, 0.5f);
    }

    [Fact]
    public void SELU_keeps_mean_zero_and_variance_one()
    {
        var random = new CounterRandom(3);
        float[] sums = [.. Enumerable.Range(0, 100_000).Select(_ => (float)random.NextNormal())];

        var values = Forward(Activation.SELU, sums);

        values.Average(v => (double)v).Should().BeApproximately(0, 0.01);
        values.Average(v => (double)v * v).Should().BeApproximately(1, 0.02);
    }

    [Fact]
    public void The_approximate_GELU_is_near_the_exact_one()
    {
        float[] sums = [.. Enumerable.Range(-600, 1201).Select(i => i / 100f)];

        Forward(Activation.TanhGELU, sums).Zip(Forward(Activation.GELU, sums), (a, b) => Math.Abs(a - b)).Max()
            .Should().BeInRange(1e-5f, 5e-4f);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void NaN_stays_NaN(string name)
    {
        // 17 values: the whole vectors and the rest.
        foreach (var position in new[] { 0, 8, 16 })
        {
            var sums = new float[17];
            sums[position] = float.NaN;

            float.IsNaN(Forward(Activation.Parse(name), sums)[position]).Should().BeTrue("the NaN stands at {0}", position);
        }
    }

    [Fact]
    public void Names_and_numbers_are_read_and_written()
    {
        foreach (var activation in Activation.All.Concat(Computed).Concat([Activation.PReLU(-0.5f), Activation.Maxout(5)]))
        {
            Activation.Parse(activation.ToString()).Should().Be(activation);
            Activation.Parse(activation.ToString().ToUpperInvariant()).Should().Be(activation);
        }

        Activation.Parse("leaky_relu").Should().Be(Activation.LeakyReLU());
        Activation.LeakyReLU(0.3f).ToString().Should().Be("leaky_relu(0.3)");
        Activation.LeakyReLU(0.3f).Should().NotBe(Activation.LeakyReLU());
        Activation.Maxout(3).ToString().Should().Be("maxout(3)");
        Activation.All.Select(a => a.Name).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("leaky_relu(-0.1)", "slope is out of range; expected a finite number, 0 or more.*")]
    [InlineData("leaky_relu(NaN)", "slope is out of range; expected a finite number, 0 or more.*")]
    [InlineData("elu(-1)", "alpha is out of range; expected a finite number, 0 or more.*")]
    [InlineData("elu(Infinity)", "alpha is out of range; expected a finite number, 0 or more.*")]
    [InlineData("prelu(NaN)", "initialSlope is out of range; expected a finite number.*")]
    [InlineData("maxout(1)", "pieces is out of range; expected a whole number from 2 to 1024.*")]
    [InlineData("maxout(1025)", "pieces is out of range; expected a whole number from 2 to 1024.*")]
    [InlineData("maxout(2.5)", "pieces is out of range; expected a whole number from 2 to 1024.*")]
    [InlineData("leaky_relu()", "The activation 'leaky_relu()' can't be read; expected numbers as in 'leaky_relu(0.01)'.*")]
    [InlineData("elu(1, 2)", "The activation 'elu(1, 2)' can't be read; expected numbers as in 'elu(1)'.*")]
    [InlineData("swoosh", "There is no activation 'swoosh'; expected one of identity, relu, *")]
    public void Numbers_out_of_range_are_refused(string text, string message)
    {
        Action parse = () => Activation.Parse(text);

        parse.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void What_is_a_layer_of_its_own_can_t_stand_in_another_one()
    {
        Action dense = () => _ = new NetworkDescription(2, [new DenseLayer(4, Activation.PReLU()), new DenseLayer(1)]);
        Action layer = () => _ = new NetworkDescription(2, [new DenseLayer(4), new ActivationLayer(Activation.Maxout()), new DenseLayer(1)]);

        dense.Should().Throw<ArgumentException>().WithMessage(
            "Layer 0 (dense) has the prelu(0.25) activation, which is a layer of its own; expected a PReLULayer behind a dense layer without activation.*");
        layer.Should().Throw<ArgumentException>().WithMessage(
            "Layer 1 (activation) has the maxout(2) activation, which is a layer of its own; expected a MaxoutLayer behind a dense layer without activation.*");
    }

    [Fact]
    public void Every_activation_tells_its_layer_and_the_units_before_it()
    {
        Activation.Tanh.AsLayer().Should().Be(new ActivationLayer(Activation.Tanh));
        Activation.PReLU(0.5f).AsLayer().Should().Be(new PReLULayer(0.5f));
        Activation.Maxout(3).AsLayer().Should().Be(new MaxoutLayer(3));
        Activation.All.Where(a => a.IsLayer).Should().BeEquivalentTo([Activation.PReLU(), Activation.Maxout()]);
        Activation.Maxout(3).DenseUnits(5).Should().Be(15);
        Activation.Maxout(1024).DenseUnits(1 << 24).Should().Be(int.MaxValue);
        Activation.PReLU().DenseUnits(5).Should().Be(5);
    }

    [Theory]
    [InlineData("3-4:step-2:identity", 0)]
    [InlineData("3-4:identity-activation:step-2:identity", 1)]
    [InlineData("3-4:tanh-2:step", 1)]
    public void A_step_is_refused_in_a_training(string layers, int position)
    {
        var network = TestNetworks.Parse(layers);
        Action train = () => NetworkTrainer.Train(
            network, TestNetworks.Targets(network, 5, seed: 1), new TrainingOptions { Loss = Loss.SquaredError });

        train.Should().Throw<ArgumentException>().WithMessage(
            $"Layer {position} has the step activation, whose derivative is 0, so that nothing could learn; expected another one for training, such as sigmoid.*");
    }

    private static float[] Forward(Activation activation, float[] sums) => Forward(activation, sums, SimdSupport.Best);

    private static float[] Forward(Activation activation, float[] sums, SimdLevel level) => Forward(activation, sums, level, null);

    private static float[] Forward(Activation activation, float[] sums, SimdLevel level, Matrix? derivatives)
    {
        var matrix = new Matrix(1, sums.Length);
        sums.CopyTo(matrix.RowSpan(0));
        activation.Forward(level, matrix.Row(0), derivatives == null ? null : derivatives.Row(0), matrix.Stride, rows: 1, sums.Length);
        return matrix.RowSpan(0).ToArray();
    }

    private static float[] Derivatives(Activation activation, float[] sums) => Derivatives(activation, sums, SimdSupport.Best);

    // As a layer goes back: from the stored derivatives where there are any, otherwise from the values.
    private static float[] Derivatives(Activation activation, float[] sums, SimdLevel level)
    {
        var stored = new Matrix(1, sums.Length);
        var values = Forward(activation, sums, level, activation.StoresDerivative ? stored : null);
        Bits.ShouldBeSame(values, Forward(activation, sums, level), "values with and without derivatives");
        var gradient = Enumerable.Repeat(1f, sums.Length).ToArray();
        Backward(activation, activation.StoresDerivative ? stored.RowSpan(0).ToArray() : values, gradient, level);
        return gradient;
    }

    private static void Backward(Activation activation, float[] known, float[] gradient, SimdLevel level)
    {
        var knowns = new Matrix(1, known.Length);
        var gradients = new Matrix(1, known.Length);
        known.CopyTo(knowns.RowSpan(0));
        gradient.CopyTo(gradients.RowSpan(0));
        activation.Backward(level, knowns.Row(0), gradients.Row(0), knowns.Stride, rows: 1, known.Length);
        gradients.RowSpan(0).CopyTo(gradient);
    }
}
