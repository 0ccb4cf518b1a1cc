using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>A tanh(2x/3) with A = 1.7159, so that f(1) = 1 and f(-1) = -1; the derivative is 2A/3 - 2/(3A) f².</summary>
internal readonly struct ScaledTanh : IElementwiseFunction
{
    private const float Amplitude = 1.7159f;
    private const float Slope = 2f / 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> =>
        T.Create(Amplitude) * VectorFunctions.Tanh(T.Create(Slope) * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T DerivativeFromValue<T>(T y) where T : struct, IVec<T> =>
        T.FusedMultiplyAdd(T.Create(-Slope / Amplitude) * y, y, T.Create(Slope * Amplitude));
}
