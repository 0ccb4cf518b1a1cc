using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// An activation that works on each value alone, written once for vectors of any width: the same operations in the same
/// order give every lane the same bits. Its numbers, where it has any, are fields of the structure.
/// </summary>
internal interface IElementwiseFunction
{
    /// <summary>Whether gradients can pass: the derivative is not 0 everywhere.</summary>
    static virtual bool IsDifferentiable => true;

    /// <summary>The function's value at <paramref name="x"/>.</summary>
    T Value<T>(T x) where T : struct, IVec<T>;

    /// <summary>The derivative, expressed by the function's value <paramref name="y"/>.</summary>
    T DerivativeFromValue<T>(T y) where T : struct, IVec<T>;
}
