using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>1 above 0, otherwise 0; NaN is kept. Its derivative is 0 wherever it has one.</summary>
internal readonly struct Step : IElementwiseFunction
{
    public static bool IsDifferentiable => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> =>
        T.SelectLess(T.Zero, x, T.Create(1f), T.SelectLess(x, T.Create(1f), T.Zero, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> => T.Zero;
}
