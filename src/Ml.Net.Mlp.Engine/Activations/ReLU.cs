using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>max(0, x), with NaN kept so that a diverging training shows; the derivative at 0 is taken as 0, as Keras and PyTorch do.</summary>
internal readonly struct ReLU : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => T.SelectLess(x, T.Zero, T.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> => T.SelectLess(T.Zero, y, T.Create(1f), T.Zero);
}
