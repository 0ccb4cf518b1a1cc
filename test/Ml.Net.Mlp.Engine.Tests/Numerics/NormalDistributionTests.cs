using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed unsafe class NormalDistributionTests
{
    private static readonly float[] Points =
    [
        .. Enumerable.Range(-125_000, 250_001).Select(i => i / 10_000f),
        -1e-30f, 0, 1e-30f, 1e-4f,
    ];

    private static readonly float[] FarPoints = [-3.4e38f, -1e20f, -100, -12.6f, 12.6f, 100, 1e20f, 3.4e38f];

    [Fact]
    public void Probabilities_have_the_promised_accuracy()
    {
        var (values, _) = Evaluate(Points, SimdSupport.Best);

        Points.Zip(values, (x, y) => Math.Abs((y / ReferenceActivation.Normal(x)) - 1)).Max().Should().BeLessThan(8e-7);
    }

    [Fact]
    public void Densities_have_the_promised_accuracy()
    {
        var (_, densities) = Evaluate(Points, SimdSupport.Best);

        Points.Zip(densities, (x, y) => Math.Abs((y / (Math.Exp(-(double)x * x / 2) / Math.Sqrt(2 * Math.PI))) - 1)).Max()
            .Should().BeLessThan(4e-7);
    }

    [Fact]
    public void Far_out_nothing_is_left()
    {
        var (values, densities) = Evaluate(FarPoints, SimdSupport.Best);

        values.Should().Equal(0, 0, 0, 0, 1, 1, 1, 1);
        densities.Should().OnlyContain(density => density == 0);
    }

    [Fact]
    public void Every_width_gives_the_same_bits_and_keeps_NaN()
    {
        float[] points = [.. Points, .. FarPoints, float.NaN];
        var expected = Evaluate(points, SimdLevel.Scalar);
        foreach (var level in Kernels.AllLevels)
        {
            var actual = Evaluate(points, level);
            Bits.ShouldBeSame(actual.Values, expected.Values, $"values at {level}");
            Bits.ShouldBeSame(actual.Densities, expected.Densities, $"densities at {level}");
            actual.Values[^1].Should().Be(float.NaN);
            actual.Densities[^1].Should().Be(float.NaN);
        }
    }

    /// <summary>A difference here means that trainings give other networks than on other machines or in other versions.</summary>
    [Fact]
    public void The_bits_are_those_of_every_other_machine()
    {
        var (values, densities) = Evaluate([.. Points, .. FarPoints], SimdSupport.Best);

        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>([.. values, .. densities]))).Should().Be("2F4F1CE01B41983A1F9C552E4E26C32197809DFED5C239E56AE8248839008A26");
    }

    private static (float[] Values, float[] Densities) Evaluate(float[] x, SimdLevel level)
    {
        var values = new Matrix(1, x.Length);
        var densities = new Matrix(1, x.Length);
        x.CopyTo(values.RowSpan(0));
        Elementwise.ApplyPair(level, default(Operation), values.Pointer, densities.Pointer, values.Stride, rows: 1, x.Length);
        return (values.RowSpan(0).ToArray(), densities.RowSpan(0).ToArray());
    }

    private readonly struct Operation : IPairOperation
    {
        public T Invoke<T>(T x, out T second)
            where T : struct, IVec<T> => NormalDistribution.Cumulative(x, out second);
    }
}
