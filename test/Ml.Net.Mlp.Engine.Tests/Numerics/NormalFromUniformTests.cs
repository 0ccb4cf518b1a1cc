using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed unsafe class NormalFromUniformTests
{
    /// <summary>From the far tail to the middle.</summary>
    private static readonly float[] Points =
    [
        .. Enumerable.Range(0, 31 * 64).Select(i => MathF.ScaleB(1 + (i % 64 / 64f), (i / 64) - 31)), .. Enumerable.Range(1, 999).Select(i => 1 - (i * 0.0005f)),
    ];

    [Fact]
    public void Both_tails_beyond_a_number_have_the_probability_that_it_was_made_of()
    {
        var normals = Evaluate(Points, SimdSupport.Best);

        // An error of z shifts the tail by its density; the reference is the distribution itself.
        Points.Zip(normals, (u, z) => Math.Abs((2 * ReferenceActivation.Normal(-z)) - u) / (2 * Density(z) * Math.Max(z, 1e-3f))).Max()
            .Should().BeLessThan(1e-6);
    }

    [Fact]
    public void The_sign_is_that_of_the_uniform_number_and_zero_is_the_far_end()
    {
        var negative = Evaluate([.. Points.Select(u => -u)], SimdSupport.Best);

        negative.Should().Equal(Evaluate(Points, SimdSupport.Best).Select(z => -z));
        Evaluate([0, 1e-20f, 1, -1], SimdSupport.Best).Should().Equal([6.444f, 6.444f, 0, 0], (x, y) => Math.Abs(x - y) < 0.001);
    }

    [Fact]
    public void Every_width_gives_the_same_bits_and_keeps_NaN()
    {
        float[] points = [.. Points, 0, float.NaN];
        var expected = Evaluate(points, SimdLevel.Scalar);
        foreach (var level in Kernels.AllLevels)
        {
            var actual = Evaluate(points, level);
            Bits.ShouldBeSame(actual, expected, $"{level}");
            actual[^1].Should().Be(float.NaN);
        }
    }

    [Fact]
    public void The_bits_are_those_of_every_other_machine() =>
        Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(Evaluate(Points, SimdSupport.Best)))).Should().Be("A514C26CEB965F33D2B4078B868D78142BC494FCB97BE3A71EA8520C0D9D3F43");

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static float[] Evaluate(float[] u, SimdLevel level)
    {
        var values = new Matrix(1, u.Length);
        u.CopyTo(values.RowSpan(0));
        Elementwise.Apply(level, default(Operation), values.Pointer, values.Stride, rows: 1, u.Length);
        return values.RowSpan(0).ToArray();
    }

    private readonly struct Operation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => NormalDistribution.FromUniform(x);
    }
}
