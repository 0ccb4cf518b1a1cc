using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>x / (1 + |x|); the derivative is (1 - |f|)².</summary>
internal readonly struct Softsign : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => x / (T.Create(1f) + T.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T>
    {
        var rest = T.Create(1f) - T.Abs(y);
        return rest * rest;
    }
}
