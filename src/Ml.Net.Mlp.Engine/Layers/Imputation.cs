using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes an <see cref="ImputationLayer"/>.
/// <code>
/// forward    Y = value of the column where X is NaN, X elsewhere
/// backward   dX = 0 where X is NaN, dY elsewhere
/// </code>
/// </summary>
internal sealed unsafe class Imputation : Layer
{
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;

    private LayerPass _pass = null!;
    private AlignedBuffer? _zeros;

    public Imputation(int inputs, MissingValueHandling handling)
        : base(inputs, inputs)
    {
        Parts = handling == MissingValueHandling.Mean ? [new ParameterPart(ParameterKind.Statistic, 0, 1, inputs)] : [];
        _forwardRows = ForwardRows;
        _backwardRows = BackwardRows;
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override bool LearnsFromRows => Parts.Count > 0;

    /// <summary>The features that pass may be mostly zeros as well.</summary>
    public override bool MakesZeros => true;

    public override void Learn(float* parameters, LearningRows rows)
    {
        var sums = new double[Inputs];
        var counts = new long[Inputs];
        rows.Read((block, blockRows) =>
            rows.Team.Run(Inputs, 200L * blockRows * Inputs, (first, end) => Add(block, blockRows, first, end, sums, counts)));
        for (var column = 0; column < Inputs; column++)
        {
            parameters[column] = counts[column] == 0 ? 0 : (float)(sums[column] / counts[column]);
        }
    }

    public override void Forward(LayerPass pass)
    {
        _zeros ??= Parts.Count == 0 ? new AlignedBuffer(PanelLayout.Pad(Inputs)) : null;
        Run(pass, _forwardRows);
    }

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            Run(pass, _backwardRows);
        }
    }

    private void Run(LayerPass pass, Action<int, int> rows)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, rows);
    }

    private void ForwardRows(int first, int end)
    {
        var values = _zeros == null ? _pass.Parameters : _zeros.Pointer;
        Columnwise.Apply(_pass.Level, default(Fill), _pass.Input, _pass.Output, values, values, first, end);
    }

    private void BackwardRows(int first, int end)
    {
        var gradient = _pass.InputGradient!;
        for (var row = first; row < end; row++)
        {
            _pass.OutputGradient!.RowSpan(row).CopyTo(gradient.RowSpan(row));
        }

        Elementwise.Combine(
            _pass.Level, default(Stop), _pass.Input.Row(first), gradient.Row(first), gradient.Stride, end - first, Inputs);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Matrix block, int rows, int firstColumn, int endColumn, double[] sums, long[] counts)
    {
        for (var row = 0; row < rows; row++)
        {
            var values = block.Row(row);
            for (var column = firstColumn; column < endColumn; column++)
            {
                if (!float.IsNaN(values[column]))
                {
                    sums[column] += values[column];
                    counts[column]++;
                }
            }
        }
    }

    // A comparison with NaN is false: what is neither below infinity nor above 0 is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Choose<T>(T x, T known, T missing)
        where T : struct, IVec<T> =>
        T.SelectLess(x, T.Create(float.PositiveInfinity), known, T.SelectLess(T.Zero, x, known, missing));

    private readonly struct Fill : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T value, T unused) where T : struct, IVec<T> => Choose(x, x, value);
    }

    private readonly struct Stop : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T gradient) where T : struct, IVec<T> => Choose(x, gradient, T.Zero);
    }
}
