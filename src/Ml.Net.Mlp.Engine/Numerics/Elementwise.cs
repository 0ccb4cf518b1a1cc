using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Runs elementwise operations at a vector width over rows that are padded with zeros to whole panels, as those of a
/// <see cref="Matrix"/>: the last vector of a row may reach into the padding, which stays zero.
/// </summary>
/// <remarks>
/// The loops must not be inlined, here and wherever else a loop is chosen by width: all four in one method exceed what the
/// compiler may inline there, and the vectors' operations in the innermost loop become calls.
/// </remarks>
internal static unsafe class Elementwise
{
    /// <summary>The numbers of the lanes of the widest vector: 0, 1, 2, ...</summary>
    public static readonly AlignedBuffer Lanes = NumberLanes();

    /// <summary>values[i, j] = operation(values[i, j])</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="values">First value, on the boundary of a panel.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, without padding.</param>
    public static void Apply<TOperation>(SimdLevel level, TOperation operation, float* values, nint stride, int rows, int columns)
        where TOperation : struct, IUnaryOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                ApplyBody<TOperation, Vec512>(operation, values, stride, rows, columns);
                break;
            case SimdLevel.Vector256:
                ApplyBody<TOperation, Vec256>(operation, values, stride, rows, columns);
                break;
            case SimdLevel.Vector128:
                ApplyBody<TOperation, Vec128>(operation, values, stride, rows, columns);
                break;
            default:
                ApplyBody<TOperation, Vec1>(operation, values, stride, rows, columns);
                break;
        }
    }

    /// <summary>target[i, j] = operation(source[i, j], target[i, j])</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="source">First value, on the boundary of a panel.</param>
    /// <param name="target">First value, on the boundary of a panel.</param>
    /// <param name="stride">Floats from row to row, of both.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, without padding.</param>
    public static void Combine<TOperation>(
        SimdLevel level, TOperation operation, float* source, float* target, nint stride, int rows, int columns)
        where TOperation : struct, IBinaryOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                CombineBody<TOperation, Vec512>(operation, source, target, stride, rows, columns);
                break;
            case SimdLevel.Vector256:
                CombineBody<TOperation, Vec256>(operation, source, target, stride, rows, columns);
                break;
            case SimdLevel.Vector128:
                CombineBody<TOperation, Vec128>(operation, source, target, stride, rows, columns);
                break;
            default:
                CombineBody<TOperation, Vec1>(operation, source, target, stride, rows, columns);
                break;
        }
    }

    /// <summary>values[i, j], seconds[i, j] = operation(values[i, j])</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="values">First value, on the boundary of a panel.</param>
    /// <param name="seconds">Receives the second results; as <paramref name="values"/>.</param>
    /// <param name="stride">Floats from row to row, of both.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, without padding.</param>
    public static void ApplyPair<TOperation>(
        SimdLevel level, TOperation operation, float* values, float* seconds, nint stride, int rows, int columns)
        where TOperation : struct, IPairOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                ApplyPairBody<TOperation, Vec512>(operation, values, seconds, stride, rows, columns);
                break;
            case SimdLevel.Vector256:
                ApplyPairBody<TOperation, Vec256>(operation, values, seconds, stride, rows, columns);
                break;
            case SimdLevel.Vector128:
                ApplyPairBody<TOperation, Vec128>(operation, values, seconds, stride, rows, columns);
                break;
            default:
                ApplyPairBody<TOperation, Vec1>(operation, values, seconds, stride, rows, columns);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ApplyBody<TOperation, T>(TOperation operation, float* values, nint stride, int rows, int columns)
        where TOperation : struct, IUnaryOperation
        where T : struct, IVec<T>
    {
        var whole = columns - (columns % T.Count);
        var lanes = T.Load(Lanes.Pointer);
        var rest = T.Create(columns - whole);
        for (; rows > 0; rows--, values += stride)
        {
            for (var j = 0; j < whole; j += T.Count)
            {
                T.Store(operation.Invoke(T.Load(values + j)), values + j);
            }

            if (whole < columns)
            {
                var last = values + whole;
                T.Store(T.SelectLess(lanes, rest, operation.Invoke(T.Load(last)), T.Zero), last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void CombineBody<TOperation, T>(
        TOperation operation, float* source, float* target, nint stride, int rows, int columns)
        where TOperation : struct, IBinaryOperation
        where T : struct, IVec<T>
    {
        var whole = columns - (columns % T.Count);
        var lanes = T.Load(Lanes.Pointer);
        var rest = T.Create(columns - whole);
        for (; rows > 0; rows--, source += stride, target += stride)
        {
            for (var j = 0; j < whole; j += T.Count)
            {
                T.Store(operation.Invoke(T.Load(source + j), T.Load(target + j)), target + j);
            }

            if (whole < columns)
            {
                var last = target + whole;
                T.Store(T.SelectLess(lanes, rest, operation.Invoke(T.Load(source + whole), T.Load(last)), T.Zero), last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void ApplyPairBody<TOperation, T>(
        TOperation operation, float* values, float* seconds, nint stride, int rows, int columns)
        where TOperation : struct, IPairOperation
        where T : struct, IVec<T>
    {
        var whole = columns - (columns % T.Count);
        var lanes = T.Load(Lanes.Pointer);
        var rest = T.Create(columns - whole);
        for (; rows > 0; rows--, values += stride, seconds += stride)
        {
            for (var j = 0; j < whole; j += T.Count)
            {
                T.Store(operation.Invoke(T.Load(values + j), out var second), values + j);
                T.Store(second, seconds + j);
            }

            if (whole < columns)
            {
                var first = operation.Invoke(T.Load(values + whole), out var second);
                T.Store(T.SelectLess(lanes, rest, first, T.Zero), values + whole);
                T.Store(T.SelectLess(lanes, rest, second, T.Zero), seconds + whole);
            }
        }
    }

    private static AlignedBuffer NumberLanes()
    {
        var lanes = new AlignedBuffer(PanelLayout.Width);
        for (var lane = 0; lane < PanelLayout.Width; lane++)
        {
            lanes.Span[lane] = lane;
        }

        return lanes;
    }
}
