using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>x Φ(x) with the distribution function Φ of the standard normal distribution, whose density φ is: f' = Φ + x φ.</summary>
internal readonly struct GELU : IFunctionWithDerivative
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x) where T : struct, IVec<T> => x * NormalDistribution.Cumulative(x, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Value<T>(T x, out T derivative) where T : struct, IVec<T>
    {
        var share = NormalDistribution.Cumulative(x, out var density);
        derivative = T.FusedMultiplyAdd(x, density, share);
        return x * share;
    }
}
