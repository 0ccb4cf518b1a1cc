using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Elementary functions as polynomials of our own, so that every instruction set, operating system and math library
/// gives the same bits. Coefficients and ranges are those of the Cephes library (S. Moshier, expf, logf, tanhf).
/// NaN gives NaN.
/// </summary>
internal static class VectorFunctions
{
    /// <summary>
    /// e^x with a relative error below 2e-7. Arguments are clamped to [-87.3, 88]: the result stays a finite normal number.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : struct, IVec<T>
    {
        var p = ReducedExpMinusOne(x, out var power);
        return (p + T.Create(1f)) * power;
    }

    /// <summary>e^x - 1 with a relative error below 3e-7, near 0 too. Arguments are clamped as those of <see cref="Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpMinusOne<T>(T x)
        where T : struct, IVec<T>
    {
        var p = ReducedExpMinusOne(x, out var power);
        return T.FusedMultiplyAdd(p, power, power - T.Create(1f));
    }


    /// <summary>Natural logarithm of positive normal numbers, with a relative error below 2e-7 away from 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : struct, IVec<T>
    {
        T.Decompose(x, out var m, out var e);

        // The mantissa moves to [sqrt(½), sqrt(2)), where log(1 + f) is a short series.
        var small = T.Create(0.707106781f);
        e = T.SelectLess(m, small, e - T.Create(1f), e);
        var f = T.SelectLess(m, small, m + m, m) - T.Create(1f);

        var z = f * f;
        var p = T.Create(7.0376836292e-2f);
        p = T.FusedMultiplyAdd(p, f, T.Create(-1.1514610310e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(1.1676998740e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(-1.2420140846e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(1.4249322787e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(-1.6668057665e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(2.0000714765e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(-2.4999993993e-1f));
        p = T.FusedMultiplyAdd(p, f, T.Create(3.3333331174e-1f));
        var y = p * f * z;
        y = T.FusedMultiplyAdd(e, T.Create(-2.12194440e-4f), y);
        y = T.FusedMultiplyAdd(z, T.Create(-0.5f), y);
        y = T.FusedMultiplyAdd(e, T.Create(0.693359375f), f + y);
        return T.SelectLess(x, T.Create(float.PositiveInfinity), y, x);
    }

    /// <summary>log(1 + x) for x of 0 or more, with a relative error below 4e-7, near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOnePlus<T>(T x)
        where T : struct, IVec<T>
    {
        // What 1 + x loses to rounding is made up for by the ratio, as log is about straight so near (W. Kahan).
        var sum = x + T.Create(1f);
        return T.SelectLess(T.Create(1f), sum, Log(sum) * (x / (sum - T.Create(1f))), x);
    }

    /// <summary>tanh x with a relative error below 4e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : struct, IVec<T>
    {
        // Near zero 1 - 2 / (e^2x + 1) would cancel: there an odd polynomial.
        var z = x * x;
        var p = T.Create(-5.70498872745e-3f);
        p = T.FusedMultiplyAdd(p, z, T.Create(2.06390887954e-2f));
        p = T.FusedMultiplyAdd(p, z, T.Create(-5.37397155531e-2f));
        p = T.FusedMultiplyAdd(p, z, T.Create(1.33314422036e-1f));
        p = T.FusedMultiplyAdd(p, z, T.Create(-3.33332819422e-1f));
        var near = T.FusedMultiplyAdd(p * z, x, x);
        var far = T.Create(1f) - (T.Create(2f) / (Exp(x + x) + T.Create(1f)));
        return T.SelectLess(T.Abs(x), T.Create(0.625f), near, far);
    }

    /// <summary>1 / (1 + e^-x) with a relative error below 4e-7 for x of -88 or more; below, it stays at 6e-39.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : struct, IVec<T> =>
        T.Create(1f) / (T.Create(1f) + Exp(T.Zero - x));

    /// <summary>1 above 0, -1 below, 0 at 0 and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sign<T>(T x)
        where T : struct, IVec<T> =>
        T.SelectLess(T.Zero, x, T.Create(1f), T.SelectLess(x, T.Zero, T.Create(-1f), T.Zero));

    /// <summary>
    /// Zero where |x| is below 1e-30: moments of unused inputs would decay into denormal numbers, on which most processors
    /// are many times slower.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FlushTiny<T>(T x)
        where T : struct, IVec<T> =>
        T.SelectLess(T.Abs(x), T.Create(1e-30f), T.Zero, x);

    /// <summary>e^r - 1 and 2^n, where x = n ln 2 + r with |r| &lt;= ln 2 / 2, after x is clamped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ReducedExpMinusOne<T>(T x, out T power)
        where T : struct, IVec<T>
    {
        x = T.SelectLess(x, T.Create(-87.3f), T.Create(-87.3f), x);
        x = T.SelectLess(T.Create(88f), x, T.Create(88f), x);

        // ln 2 is split in two so that n ln 2 is exact in the first step.
        var n = T.Round(x * T.Create(1.44269504f));
        var r = T.FusedMultiplyAdd(n, T.Create(-0.693359375f), x);
        r = T.FusedMultiplyAdd(n, T.Create(2.12194440e-4f), r);
        power = T.PowerOfTwo(n);

        var p = T.Create(1.9875691500e-4f);
        p = T.FusedMultiplyAdd(p, r, T.Create(1.3981999507e-3f));
        p = T.FusedMultiplyAdd(p, r, T.Create(8.3334519073e-3f));
        p = T.FusedMultiplyAdd(p, r, T.Create(4.1665795894e-2f));
        p = T.FusedMultiplyAdd(p, r, T.Create(1.6666665459e-1f));
        p = T.FusedMultiplyAdd(p, r, T.Create(5.0000001201e-1f));
        return T.FusedMultiplyAdd(p, r * r, r);
    }
}
