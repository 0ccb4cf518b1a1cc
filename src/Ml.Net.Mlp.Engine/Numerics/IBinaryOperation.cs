namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A function of two values, for vectors of any width.</summary>
internal interface IBinaryOperation
{
    T Invoke<T>(T x, T y) where T : struct, IVec<T>;
}
