using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public unsafe class ActivationTests
{
    private static readonly float[] Points =
        [-30, -9.5f, -4.25f, -2, -1, -0.75f, -0.5f, -0.25f, -0.125f, 0.125f, 0.25f, 0.5f, 0.625f, 0.75f, 1, 1.5f, 3, 7.5f, 20];

    public static TheoryData<string> All => [.. Activation.All.Select(a => a.Name)];

    public static TheoryData<string> Elementwise => [.. Activation.All.Where(a => a != Activation.Softmax).Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Values_are_those_of_the_formula(string name)
    {
        var values = Forward(Activation.Parse(name), Points);

        var expected = ReferenceLayer.Activate(name, [.. Points.Select(x => (double)x)]);
        for (var i = 0; i < Points.Length; i++)
        {
            ((double)values[i]).Should().BeApproximately(expected[i], 1e-6 * Math.Abs(expected[i]) + 1e-30, "x is {0}", Points[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Derivative_is_that_of_the_values(string name)
    {
        var activation = Activation.Parse(name);
        var gradient = Enumerable.Repeat(2f, Points.Length).ToArray();

        Backward(activation, Forward(activation, Points), gradient);

        for (var i = 0; i < Points.Length; i++)
        {
            var expected = 2 * FiniteDifference.At(x => Forward(activation, [x])[0], Points[i]);
            ((double)gradient[i]).Should().BeApproximately(expected, 2e-5 * Math.Max(1, Math.Abs(Points[i])), "x is {0}", Points[i]);
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
            Backward(Activation.Softmax, output, gradient);
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
    public void Derivative_of_ReLU_at_zero_is_zero()
    {
        float[] gradient = [5, 5];

        Backward(Activation.ReLU, Forward(Activation.ReLU, [0, -0f]), gradient);

        gradient.Should().Equal(0, 0);
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

    private static float[] Forward(Activation activation, float[] sums)
    {
        var matrix = new Matrix(1, sums.Length);
        sums.CopyTo(matrix.RowSpan(0));
        activation.Forward(SimdSupport.Best, matrix.Row(0), derivatives: null, matrix.Stride, rows: 1, sums.Length);
        return matrix.RowSpan(0).ToArray();
    }

    private static void Backward(Activation activation, float[] output, float[] gradient)
    {
        var outputs = new Matrix(1, output.Length);
        var gradients = new Matrix(1, output.Length);
        output.CopyTo(outputs.RowSpan(0));
        gradient.CopyTo(gradients.RowSpan(0));
        activation.Backward(SimdSupport.Best, outputs.Row(0), gradients.Row(0), outputs.Stride, rows: 1, output.Length);
        gradients.RowSpan(0).CopyTo(gradient);
    }
}
