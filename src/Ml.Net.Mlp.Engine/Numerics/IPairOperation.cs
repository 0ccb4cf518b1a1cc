namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A function of one value with two results, for vectors of any width.</summary>
internal interface IPairOperation
{
    T Invoke<T>(T x, out T second) where T : struct, IVec<T>;
}
