using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// <c>g ← clip(scale · g)</c>, and behind the L2 term <c>g ← g + λ1 sign(w)</c>, <c>w ← w - rate · decay · w</c>. A part that is
/// not asked for changes no bit: the scale is 1 then, the limit infinite, the other numbers 0.
/// </summary>
internal readonly struct ShapedGradient : IGradientForm
{
    /// <summary>What the gradient is multiplied by, so that its norm stays in its bound.</summary>
    public required float Scale { get; init; }

    /// <summary>The largest absolute value of an element.</summary>
    public required float Limit { get; init; }

    /// <summary>λ1; 0 for biases.</summary>
    public required float L1 { get; init; }

    /// <summary>Learning rate times decoupled weight decay; 0 for biases.</summary>
    public required float Decay { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Clip<T>(T gradient) where T : struct, IVec<T>
    {
        var (low, high) = (T.Create(-Limit), T.Create(Limit));
        gradient *= T.Create(Scale);
        gradient = T.SelectLess(gradient, low, low, gradient);
        return T.SelectLess(high, gradient, high, gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Regularize<T>(ref T parameter, ref T gradient) where T : struct, IVec<T>
    {
        gradient = T.FusedMultiplyAdd(T.Create(L1), VectorFunctions.Sign(parameter), gradient);
        parameter = T.FusedMultiplyAdd(T.Create(-Decay), parameter, parameter);
    }
}
