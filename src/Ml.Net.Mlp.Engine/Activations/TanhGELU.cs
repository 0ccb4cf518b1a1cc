using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>x (1 + tanh u) / 2 = x σ(2u) with u = √(2/π) (x + 0.044715 x³).</summary>
internal readonly struct TanhGELU : IFunctionWithDerivative
{
    private const float Linear = 0.797884561f * 2;
    private const float Cubic = Linear * 0.044715f;

    /// <summary>Below, the value is above -3e-37 and taken as 0: the cube of what is far out is not finite.</summary>
    private const float End = -10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => x * Share(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x, out T derivative) where T : struct, IVec<T>
    {
        var share = Share(x);

        // Beyond +10 the share is 1 and its derivative 0, also as a product with a slope that is not finite.
        var near = T.SelectLess(T.Create(-End), x, T.Create(-End), x);
        near = T.SelectLess(near, T.Create(End), T.Create(End), near);
        var slope = T.FusedMultiplyAdd(T.Create(3 * Cubic) * near, near, T.Create(Linear));
        derivative = T.FusedMultiplyAdd(near * slope, share * (T.Create(1f) - share), share);
        return x * share;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Share<T>(T x)
        where T : struct, IVec<T>
    {
        var twice = x * T.FusedMultiplyAdd(T.Create(Cubic) * x, x, T.Create(Linear));
        return T.SelectLess(x, T.Create(End), T.Zero, VectorFunctions.Sigmoid(twice));
    }
}
