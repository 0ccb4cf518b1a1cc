using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>The standard normal distribution, with the same bits on every instruction set. NaN gives NaN.</summary>
internal static class NormalDistribution
{
    /// <summary>Beyond, the tail is below 4e-36 and taken as 0, so that nothing becomes a denormal number.</summary>
    private const float End = 12.5f;

    private const float InverseSqrtTwoPi = 0.398942280f;

    /// <summary>
    /// Φ(x), the probability of a value below x (with erf: (1 + erf(x / √2)) / 2), with a relative error below 8e-7 for x above
    /// -12.5 and 0 below.
    /// </summary>
    /// <param name="x">Where.</param>
    /// <param name="density">Receives e^(-x²/2) / √(2π), with a relative error below 4e-7 for |x| up to 12.5 and 0 beyond.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Cumulative<T>(T x, out T density)
        where T : struct, IVec<T>
    {
        // e^(-x²/2), with what the square loses to rounding put back: of large x it would be many units of the last place.
        var distance = T.Abs(x);
        var square = x * x;
        var lost = T.FusedMultiplyAdd(x, x, T.Zero - square);
        var power = VectorFunctions.Exp(T.Create(-0.5f) * square);
        power = T.FusedMultiplyAdd(power, T.Create(-0.5f) * lost, power);
        power = T.SelectLess(T.Create(End), distance, T.Zero, power);
        density = T.Create(InverseSqrtTwoPi) * power;

        // (1 - Φ(d)) / e^(-d²/2) is almost a polynomial of 1 / (1 + 0.34 d); fitted for the least relative error up to 12.5, 2e-8.
        var t = T.Create(1f) / T.FusedMultiplyAdd(distance, T.Create(0.34f), T.Create(1f));
        var p = T.Create(-0.0268892387f);
        p = T.FusedMultiplyAdd(p, t, T.Create(0.143117751f));
        p = T.FusedMultiplyAdd(p, t, T.Create(-0.280344716f));
        p = T.FusedMultiplyAdd(p, t, T.Create(0.210110453f));
        p = T.FusedMultiplyAdd(p, t, T.Create(-0.0499589566f));
        p = T.FusedMultiplyAdd(p, t, T.Create(0.117485761f));
        p = T.FusedMultiplyAdd(p, t, T.Create(0.114681786f));
        p = T.FusedMultiplyAdd(p, t, T.Create(0.136180428f));
        p = T.FusedMultiplyAdd(p, t, T.Create(0.135616742f));
        var tail = p * t * power;
        return T.SelectLess(x, T.Zero, tail, T.Create(1f) - tail);
    }

    /// <summary>
    /// Makes a standard normal number of a uniform one: the number with the sign of <paramref name="u"/> whose absolute value a
    /// normal number exceeds with probability |u|. The relative error is below 1e-6; |u| below 2^-33 counts as 2^-33, so that
    /// absolute values end at 6.4.
    /// </summary>
    /// <param name="u">From -1 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromUniform<T>(T u)
        where T : struct, IVec<T>
    {
        var s = T.Abs(u);
        s = T.SelectLess(s, T.Create(1.16415322e-10f), T.Create(1.16415322e-10f), s);

        // √2 erfinv(x) / x is almost a polynomial of w = -log(1 - x²), and further out one of √w (Giles, 2011); x = 1 - s here. The
        // coefficients were fitted for the least relative error, 1e-7 and 4e-7.
        var w = T.Zero - VectorFunctions.Log(s * (T.Create(2f) - s));
        var d = w - T.Create(2.5f);
        var near = T.Create(4.03542861e-08f);
        near = T.FusedMultiplyAdd(near, d, T.Create(4.86103469e-07f));
        near = T.FusedMultiplyAdd(near, d, T.Create(-4.99056102e-06f));
        near = T.FusedMultiplyAdd(near, d, T.Create(-6.21798767e-06f));
        near = T.FusedMultiplyAdd(near, d, T.Create(0.000309150187f));
        near = T.FusedMultiplyAdd(near, d, T.Create(-0.00177301017f));
        near = T.FusedMultiplyAdd(near, d, T.Create(-0.00590817095f));
        near = T.FusedMultiplyAdd(near, d, T.Create(0.34880266f));
        near = T.FusedMultiplyAdd(near, d, T.Create(2.12331357f));

        d = T.Sqrt(T.Abs(w)) - T.Create(3.5f);
        var far = T.Create(1.16209097e-06f);
        far = T.FusedMultiplyAdd(far, d, T.Create(-0.000238533668f));
        far = T.FusedMultiplyAdd(far, d, T.Create(0.000795201242f));
        far = T.FusedMultiplyAdd(far, d, T.Create(-0.00109936706f));
        far = T.FusedMultiplyAdd(far, d, T.Create(0.00141438801f));
        far = T.FusedMultiplyAdd(far, d, T.Create(-0.00284784716f));
        far = T.FusedMultiplyAdd(far, d, T.Create(0.00466879736f));
        far = T.FusedMultiplyAdd(far, d, T.Create(1.42462595f));
        far = T.FusedMultiplyAdd(far, d, T.Create(4.71708759f));

        var z = T.SelectLess(w, T.Create(5f), near, far) * (T.Create(1f) - s);
        return T.SelectLess(u, T.Zero, T.Zero - z, z);
    }
}
