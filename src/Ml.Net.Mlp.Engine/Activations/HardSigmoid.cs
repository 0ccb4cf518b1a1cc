using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>min(max(x/6 + 1/2, 0), 1); the derivative at the two kinks is taken as 0, as PyTorch does.</summary>
internal readonly struct HardSigmoid : IElementwiseFunction
{
    private const float Slope = 1f / 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T>
    {
        var y = T.FusedMultiplyAdd(T.Create(Slope), x, T.Create(0.5f));
        y = T.SelectLess(y, T.Zero, T.Zero, y);
        return T.SelectLess(T.Create(1f), y, T.Create(1f), y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> =>
        T.SelectLess(T.Zero, y, T.SelectLess(y, T.Create(1f), T.Create(Slope), T.Zero), T.Zero);
}
