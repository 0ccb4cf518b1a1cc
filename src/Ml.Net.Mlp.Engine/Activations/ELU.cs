using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// scale · x above 0, otherwise scale · alpha · (e^x - 1), whose derivative is f + scale · alpha. With a scale of 1 ELU, with
/// the constants of <see cref="Activation.SELU"/> SELU.
/// </summary>
internal readonly struct ELU(float alpha, float scale = 1) : IElementwiseFunction
{
    private readonly float _limit = scale * alpha;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> =>
        T.SelectLess(x, T.Zero, T.Create(_limit) * VectorFunctions.ExpMinusOne(x), T.Create(scale) * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> =>
        T.SelectLess(T.Zero, y, T.Create(scale), y + T.Create(_limit));
}
