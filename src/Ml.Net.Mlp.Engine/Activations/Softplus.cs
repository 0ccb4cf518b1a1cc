using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>log(1 + e^x), computed as max(0, x) + log(1 + e^-|x|); the derivative is 1 - e^-f.</summary>
internal readonly struct Softplus : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> =>
        T.SelectLess(x, T.Zero, T.Zero, x) + VectorFunctions.LogOnePlus(VectorFunctions.Exp(T.Zero - T.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> =>
        T.Zero - VectorFunctions.ExpMinusOne(T.Zero - y);
}
