using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// x tanh(log(1 + e^x)). With w = e^x (e^x + 2) the tanh is w / (w + 2), and its derivative 4 e^x (e^x + 1) / (w + 2)².
/// </summary>
internal readonly struct Mish : IFunctionWithDerivative
{
    /// <summary>Below, the value is above -2e-36 and taken as 0: the exponential does not become smaller.</summary>
    private const float End = -87;

    /// <summary>Above, the tanh is 1 in single precision; squares stay finite.</summary>
    private const float Straight = 20;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T>
    {
        var power = Power(x, out _);
        var w = power * (power + T.Create(2f));
        return x * (w / (w + T.Create(2f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x, out T derivative) where T : struct, IVec<T>
    {
        var power = Power(x, out var bounded);
        var w = power * (power + T.Create(2f));
        var below = w + T.Create(2f);
        var share = w / below;
        var slope = T.Create(4f) * power * (power + T.Create(1f)) / (below * below);
        derivative = T.FusedMultiplyAdd(bounded, slope, share);
        return x * share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Power<T>(T x, out T bounded)
        where T : struct, IVec<T>
    {
        bounded = T.SelectLess(T.Create(Straight), x, T.Create(Straight), x);
        return T.SelectLess(x, T.Create(End), T.Zero, VectorFunctions.Exp(bounded));
    }
}
