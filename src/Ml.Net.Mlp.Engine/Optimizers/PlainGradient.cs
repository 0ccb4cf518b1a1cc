using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The gradient as it is.</summary>
internal readonly struct PlainGradient : IGradientForm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Clip<T>(T gradient) where T : struct, IVec<T> => gradient;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Regularize<T>(ref T parameter, ref T gradient) where T : struct, IVec<T>
    {
    }
}
