namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A function of one value, for vectors of any width.</summary>
internal interface IUnaryOperation
{
    T Invoke<T>(T x) where T : struct, IVec<T>;
}
