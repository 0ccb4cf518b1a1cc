using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>One optimizer's arithmetic on a vector of parameters, written once for vectors of any width.</summary>
internal interface IParameterRule
{
    /// <summary>Moments that the rule reads and writes, the first ones: 0 to 3. The loop is compiled for it.</summary>
    static abstract int MomentCount { get; }

    /// <summary>
    /// Updates the parameter and the moments that the rule uses. Implementations ask to be inlined: otherwise the vectors
    /// pass through a stack that is not aligned to them, which made an Adam step 2 to 7 times as long.
    /// </summary>
    void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2, ref T moment3) where T : struct, IVec<T>;
}
