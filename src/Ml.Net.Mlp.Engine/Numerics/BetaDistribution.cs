namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Random numbers of the symmetric Beta distribution, with the same bits on every system.</summary>
internal static class BetaDistribution
{
    /// <summary>Draws from Beta(α, α).</summary>
    /// <param name="random">The stream, which moves on.</param>
    /// <param name="alpha">α, above 0.</param>
    /// <returns>From 0 to 1, the ends included: with a small α most numbers round to them.</returns>
    public static double Draw(ref CounterRandom random, double alpha)
    {
        // X / (X + Y) of two Gamma numbers. A small α makes numbers that no double can hold, but their logarithms are harmless.
        var x = DrawLog2Gamma(ref random, alpha);
        var y = DrawLog2Gamma(ref random, alpha);
        return 1 / (1 + ExactMath.Exp2(y - x));
    }

    /// <summary>Logarithm to the base 2 of a Gamma number of this shape and scale 1 (Marsaglia and Tsang, 2000).</summary>
    private static double DrawLog2Gamma(ref CounterRandom random, double shape)
    {
        // Below 1, a number of shape + 1 times U^(1/shape).
        var boost = shape < 1 ? ExactMath.Log2(NextPositive(ref random)) / shape : 0;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = random.NextNormal();
            var root = 1 + (c * normal);
            if (root > 0)
            {
                var v = root * root * root;
                var log2 = ExactMath.Log2(v);
                if (ExactMath.Log2(NextPositive(ref random)) * ExactMath.Ln2 < (0.5 * normal * normal) + (d * (1 - v + (log2 * ExactMath.Ln2))))
                {
                    return ExactMath.Log2(d) + log2 + boost;
                }
            }
        }
    }

    /// <summary>Uniform in (0, 1].</summary>
    private static double NextPositive(ref CounterRandom random) => 1 - random.NextDouble();
}
