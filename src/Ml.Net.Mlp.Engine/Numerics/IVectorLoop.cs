namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A loop over memory that is written once for vectors of any width; its fields say over what.</summary>
internal interface IVectorLoop
{
    /// <summary>Runs it. Marked with AggressiveOptimization, because it runs long on its first call, and NoInlining, as <see cref="Elementwise"/> says.</summary>
    void Run<T>() where T : struct, IVec<T>;
}
