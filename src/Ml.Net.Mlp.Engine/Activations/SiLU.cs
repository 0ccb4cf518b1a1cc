using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>x σ(x) with the logistic sigmoid σ; the derivative is σ (1 + x (1 - σ)).</summary>
internal readonly struct SiLU : IFunctionWithDerivative
{
    /// <summary>Below, the value is above -2e-36 and taken as 0: the sigmoid does not become smaller.</summary>
    private const float End = -87;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => x * Share(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x, out T derivative) where T : struct, IVec<T>
    {
        var share = Share(x);
        derivative = share * T.FusedMultiplyAdd(x, T.Create(1f) - share, T.Create(1f));
        return x * share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Share<T>(T x)
        where T : struct, IVec<T> =>
        T.SelectLess(x, T.Create(End), T.Zero, VectorFunctions.Sigmoid(x));
}
