using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Functions that several losses are made of, with the same bits on every system. NaN gives NaN.</summary>
internal static class LossMath
{
    /// <summary>The smallest normal number: a probability can round to 0, and its logarithm should stay finite (-87.3).</summary>
    public const float Tiny = 1.17549435e-38f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => VectorFunctions.Exp(new Vec1(x)).ToSingle();

    /// <summary>log x of numbers from <see cref="Tiny"/> on; below, log of that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => VectorFunctions.Log(new Vec1(MathF.Max(x, Tiny))).ToSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => VectorFunctions.Sigmoid(new Vec1(x)).ToSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tanh(float x) => VectorFunctions.Tanh(new Vec1(x)).ToSingle();

    /// <summary>e^x - 1, exact near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ExpMinusOne(float x) => VectorFunctions.ExpMinusOne(new Vec1(x)).ToSingle();

    /// <summary>log(1 + x) for x above -1, exact near 0 too.</summary>
    public static double LogOnePlus(float x)
    {
        var sum = 1 + x;

        // What the sum lost by rounding comes back as the first term of the series around it.
        var lost = float.IsFinite(sum) ? (double)x - ((double)sum - 1) : 0;
        return Log(sum) + (lost / Math.Max(sum, Tiny));
    }

    /// <summary>x^exponent for x of 0 or more; 0 counts as <see cref="Tiny"/> unless the exponent is a small whole number.</summary>
    public static float Power(float x, float exponent) => exponent switch
    {
        0 => 1,
        1 => x,
        2 => x * x,
        _ => Exp(exponent * Log(x)),
    };

    /// <summary>
    /// -t log σ(z) - (1 - t) log(1 - σ(z)) of a logit z = max(z, 0) - t z + log(1 + e^-|z|).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double LogitCrossEntropy(float z, float t)
    {
        var tail = VectorFunctions.Exp(new Vec1(-MathF.Abs(z))) + Vec1.Create(1);
        return MathF.Max(z, 0) - ((double)t * z) + VectorFunctions.Log(tail).ToSingle();
    }

    /// <summary>1, 0 or -1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
