using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>factor · x</summary>
internal readonly struct Scaled(float factor) : IUnaryOperation
{
    private readonly float _factor = factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Invoke<T>(T x) where T : struct, IVec<T> => T.Create(_factor) * x;
}
