namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>A function of a value and of two constants of its column, for vectors of any width.</summary>
internal interface IColumnOperation
{
    T Invoke<T>(T x, T a, T b) where T : struct, IVec<T>;
}
