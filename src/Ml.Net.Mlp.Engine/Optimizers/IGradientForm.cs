using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What a gradient goes through, beside the L2 term, before the rule sees it. Written once for vectors of any width and
/// compiled together with each rule: it costs no pass of its own, and <see cref="PlainGradient"/> nothing at all.
/// Implementations ask to be inlined.
/// </summary>
internal interface IGradientForm
{
    /// <summary>Clips the gradient of the mean loss.</summary>
    T Clip<T>(T gradient) where T : struct, IVec<T>;

    /// <summary>Adds penalties to the gradient, and lets the parameter decay.</summary>
    void Regularize<T>(ref T parameter, ref T gradient) where T : struct, IVec<T>;
}
