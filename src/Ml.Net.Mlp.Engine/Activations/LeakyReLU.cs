using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>x above 0, otherwise slope · x with a slope of 0 or more; the derivative at 0 is the slope, as PyTorch has it.</summary>
internal readonly struct LeakyReLU(float slope) : IElementwiseFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => T.SelectLess(x, T.Zero, T.Create(slope) * x, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> => T.SelectLess(T.Zero, y, T.Create(1f), T.Create(slope));
}
