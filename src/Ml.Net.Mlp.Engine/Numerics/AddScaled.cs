using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>target + factor · source, rounded once.</summary>
internal readonly struct AddScaled(float factor) : IBinaryOperation
{
    private readonly float _factor = factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Invoke<T>(T source, T target) where T : struct, IVec<T> =>
        T.FusedMultiplyAdd(T.Create(_factor), source, target);
}
