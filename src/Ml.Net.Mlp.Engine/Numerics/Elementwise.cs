using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Runs elementwise operations at a vector width over rows that are padded with zeros to whole panels, as those of a
/// <see cref="Matrix"/>: the last vector of a row may reach into the padding, which stays zero.
/// </summary>
internal static unsafe class Elementwise
{
    private static readonly AlignedBuffer Lanes = NumberLanes();

    /// <summary>values[i, j] = operation(values[i, j])</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="values">First value, on the boundary of a panel.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, without padding.</param>
    public static void Apply<TOperation>(SimdLevel level, float* values, nint stride, int rows, int columns)
        where TOperation : struct, IUnaryOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                ApplyBody<TOperation, Vec512>(values, stride, rows, columns);
                break;
            case SimdLevel.Vector256:
                ApplyBody<TOperation, Vec256>(values, stride, rows, columns);
                break;
            case SimdLevel.Vector128:
                ApplyBody<TOperation, Vec128>(values, stride, rows, columns);
                break;
            default:
                ApplyBody<TOperation, Vec1>(values, stride, rows, columns);
                break;
        }
    }

    /// <summary>target[i, j] = operation(source[i, j], target[i, j])</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="source">First value, on the boundary of a panel.</param>
    /// <param name="target">First value, on the boundary of a panel.</param>
    /// <param name="stride">Floats from row to row, of both.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, without padding.</param>
    public static void Combine<TOperation>(SimdLevel level, float* source, float* target, nint stride, int rows, int columns)
        where TOperation : struct, IBinaryOperation
    {
        switch (level)
        {
            case SimdLevel.Vector512:
                CombineBody<TOperation, Vec512>(source, target, stride, rows, columns);
                break;
            case SimdLevel.Vector256:
                CombineBody<TOperation, Vec256>(source, target, stride, rows, columns);
                break;
            case SimdLevel.Vector128:
                CombineBody<TOperation, Vec128>(source, target, stride, rows, columns);
                break;
            default:
                CombineBody<TOperation, Vec1>(source, target, stride, rows, columns);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyBody<TOperation, T>(float* values, nint stride, int rows, int columns)
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
                T.Store(TOperation.Invoke(T.Load(values + j)), values + j);
            }

            if (whole < columns)
            {
                var last = values + whole;
                T.Store(T.SelectLess(lanes, rest, TOperation.Invoke(T.Load(last)), T.Zero), last);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CombineBody<TOperation, T>(float* source, float* target, nint stride, int rows, int columns)
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
                T.Store(TOperation.Invoke(T.Load(source + j), T.Load(target + j)), target + j);
            }

            if (whole < columns)
            {
                var last = target + whole;
                T.Store(T.SelectLess(lanes, rest, TOperation.Invoke(T.Load(source + whole), T.Load(last)), T.Zero), last);
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
