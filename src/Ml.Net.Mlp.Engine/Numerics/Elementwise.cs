using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Runs elementwise operations over memory at a vector width, with the tail one value at a time.</summary>
internal static unsafe class Elementwise
{
    /// <summary>values[i] = operation(values[i])</summary>
    public static void Apply<TOperation>(SimdLevel level, float* values, int count)
        where TOperation : struct, IUnaryOperation
    {
        var done = level switch
        {
            SimdLevel.Vector512 => ApplyBody<TOperation, Vec512>(values, 0, count),
            SimdLevel.Vector256 => ApplyBody<TOperation, Vec256>(values, 0, count),
            SimdLevel.Vector128 => ApplyBody<TOperation, Vec128>(values, 0, count),
            _ => 0,
        };
        ApplyBody<TOperation, Vec1>(values, done, count);
    }

    /// <summary>target[i] = operation(source[i], target[i])</summary>
    public static void Combine<TOperation>(SimdLevel level, float* source, float* target, int count)
        where TOperation : struct, IBinaryOperation
    {
        var done = level switch
        {
            SimdLevel.Vector512 => CombineBody<TOperation, Vec512>(source, target, 0, count),
            SimdLevel.Vector256 => CombineBody<TOperation, Vec256>(source, target, 0, count),
            SimdLevel.Vector128 => CombineBody<TOperation, Vec128>(source, target, 0, count),
            _ => 0,
        };
        CombineBody<TOperation, Vec1>(source, target, done, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ApplyBody<TOperation, T>(float* values, int start, int count)
        where TOperation : struct, IUnaryOperation
        where T : struct, IVec<T>
    {
        var i = start;
        for (; i <= count - T.Count; i += T.Count)
        {
            T.Store(TOperation.Invoke(T.Load(values + i)), values + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CombineBody<TOperation, T>(float* source, float* target, int start, int count)
        where TOperation : struct, IBinaryOperation
        where T : struct, IVec<T>
    {
        var i = start;
        for (; i <= count - T.Count; i += T.Count)
        {
            T.Store(TOperation.Invoke(T.Load(source + i), T.Load(target + i)), target + i);
        }

        return i;
    }
}
