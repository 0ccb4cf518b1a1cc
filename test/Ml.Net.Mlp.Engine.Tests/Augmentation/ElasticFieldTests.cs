using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

public sealed unsafe class ElasticFieldTests
{
    private const ulong Key = 123;

    [Theory]
    [InlineData(1, 1, 0.1f)]
    [InlineData(28, 28, 6)]
    [InlineData(7, 19, 2.5f)]
    [InlineData(70, 3, 4)]
    public void It_is_random_numbers_around_each_pixel_weighted_by_a_Gaussian(int width, int height, float sigma)
    {
        var radius = (int)Math.Ceiling(3 * sigma);
        var weights = Enumerable.Range(-radius, (2 * radius) + 1).Select(i => Math.Exp(-i * i / (2.0 * sigma * sigma))).ToArray();
        var total = weights.Sum();
        var columns = width + (2 * radius);
        double Noise(int x, int y, int axis) => (int)(CounterRandom.At(Key, ((long)y * columns) + x) >> (32 * axis)) / 2147483648.0;
        var expected = new List<double>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < 2 * width; x++)
            {
                expected.Add(weights.SelectMany((down, j) => weights.Select((across, i) => down * across * Noise((x / 2) + i, y + j, x % 2))).Sum() / (total * total));
            }
        }

        Draw(SimdSupport.Best, width, height, sigma).Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-6);
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        var expected = Draw(SimdLevel.Scalar, 33, 9, 3);
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Draw(level, 33, 9, 3), expected, $"{level}");
        }
    }

    /// <summary>As large at the edge as in the middle, and alike in neighbouring pixels.</summary>
    [Fact]
    public void It_has_mean_0_the_variance_of_the_weights_and_their_correlation()
    {
        const int Size = 16, Draws = 3000;
        const float Sigma = 2;
        var field = new ElasticField(Size, Size, Sigma);
        var (corner, middle, across, product) = (new double[Draws], new double[Draws], new double[Draws], new double[Draws]);
        for (var i = 0; i < Draws; i++)
        {
            field.Draw(SimdSupport.Best, (ulong)i);
            corner[i] = field.Row(0)[0];
            middle[i] = field.Row(8)[(2 * 8) + 1];
            across[i] = field.Row(8)[(2 * 10) + 1];
            product[i] = corner[i] * field.Row(0)[1];
        }

        var squares = field.Weights.ToArray().Sum(w => (double)w * w);
        var variance = squares * squares / 3;
        field.Weights.ToArray().Sum().Should().BeApproximately(1, 1e-6f);
        variance.Should().BeApproximately(1 / (12 * Math.PI * Sigma * Sigma), 0.03 * variance, "that is what the documentation says");
        foreach (var values in new[] { corner, middle })
        {
            values.Average().Should().BeApproximately(0, 4 * Math.Sqrt(variance / Draws));
            values.Average(x => x * x).Should().BeApproximately(variance, 0.12 * variance);
        }

        // Two pixels apart: e^(-d² / 4σ²) for a Gaussian of white noise.
        middle.Zip(across, (x, y) => x * y).Average().Should().BeApproximately(Math.Exp(-0.25) * variance, 0.12 * variance);
        product.Average().Should().BeApproximately(0, 0.08 * variance, "the two components are independent");
    }

    private static float[] Draw(SimdLevel level, int width, int height, float sigma)
    {
        var field = new ElasticField(width, height, sigma);
        field.Draw(level, Key);
        var values = Enumerable.Range(0, height).SelectMany(y => new ReadOnlySpan<float>(field.Row(y), 2 * width).ToArray()).ToArray();
        GC.KeepAlive(field);
        return values;
    }
}
