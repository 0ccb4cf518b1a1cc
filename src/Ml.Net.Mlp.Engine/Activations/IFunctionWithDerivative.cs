using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// An activation that works on each value alone and whose derivative can't be told from its value. As
/// <see cref="IElementwiseFunction"/> otherwise.
/// </summary>
internal interface IFunctionWithDerivative
{
    /// <summary>The function's value at <paramref name="x"/>.</summary>
    T Value<T>(T x) where T : struct, IVec<T>;

    /// <summary>The same value to the bit, and the derivative at <paramref name="x"/>.</summary>
    T Value<T>(T x, out T derivative) where T : struct, IVec<T>;
}
