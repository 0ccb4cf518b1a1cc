using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Shifts and scales each column by statistics of the training rows, and bends what is far out towards a limit:
/// <code>
/// forward    S = (X - center) · factor        Y = S / sqrt(1 + (S / limit)²), or S where there is no limit
/// backward   dX = dY · factor / sqrt(1 + (S / limit)²)³
/// </code>
/// </summary>
internal abstract unsafe class FeatureScaler : Layer
{
    private readonly float? _limit;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;
    private LayerPass _pass = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Number of columns.</param>
    /// <param name="limit">What no output exceeds; null where there is no limit.</param>
    protected FeatureScaler(int inputs, float? limit)
        : base(inputs, inputs)
    {
        _limit = limit;
        Parts =
        [
            new ParameterPart(ParameterKind.Statistic, 0, 1, inputs),
            new ParameterPart(ParameterKind.Statistic, PanelLayout.Pad(inputs), 1, inputs),
        ];
        _forwardRows = ForwardRows;
        _backwardRows = BackwardRows;
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override bool LearnsFromRows => true;

    /// <summary>Until it has learned, the layer leaves values where they are.</summary>
    public override void Initialize(float* parameters, CounterRandom random) =>
        new Span<float>(parameters + Parts[1].Offset, Inputs).Fill(1);

    public override void Learn(float* parameters, LearningRows rows) =>
        ComputeStatistics(rows, new Span<float>(parameters, Inputs), new Span<float>(parameters + Parts[1].Offset, Inputs));

    public override void Forward(LayerPass pass) => Run(pass, _forwardRows);

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            Run(pass, _backwardRows);
        }
    }

    /// <summary>Computes center and factor of each column.</summary>
    protected abstract void ComputeStatistics(LearningRows rows, Span<float> centers, Span<float> factors);

    private void Run(LayerPass pass, Action<int, int> rows)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, rows);
    }

    private void ForwardRows(int first, int end)
    {
        var centers = _pass.Parameters;
        var factors = centers + Parts[1].Offset;
        if (_limit is { } limit)
        {
            Columnwise.Apply(_pass.Level, new BoundedOperation(limit), _pass.Input, _pass.Output, centers, factors, first, end);
        }
        else
        {
            Columnwise.Apply(_pass.Level, default(ShiftAndScale), _pass.Input, _pass.Output, centers, factors, first, end);
        }
    }

    private void BackwardRows(int first, int end)
    {
        var centers = _pass.Parameters;
        var factors = centers + Parts[1].Offset;
        var (gradient, inputGradient) = (_pass.OutputGradient!, _pass.InputGradient!);
        if (_limit is { } limit)
        {
            Columnwise.Apply(_pass.Level, new BoundedSlope(limit), _pass.Input, inputGradient, centers, factors, first, end);
            Elementwise.Combine(
                _pass.Level, default(Product), gradient.Row(first), inputGradient.Row(first), gradient.Stride, end - first, Inputs);
        }
        else
        {
            Columnwise.Apply(_pass.Level, default(Scaling), gradient, inputGradient, factors, factors, first, end);
        }
    }

    private readonly struct ShiftAndScale : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T center, T factor) where T : struct, IVec<T> => (x - center) * factor;
    }

    private readonly struct Scaling : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T gradient, T factor, T unused) where T : struct, IVec<T> => gradient * factor;
    }

    private readonly struct Product : IBinaryOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T y) where T : struct, IVec<T> => x * y;
    }

    private readonly struct BoundedOperation(float limit) : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T center, T factor) where T : struct, IVec<T>
        {
            var ratio = Ratio(x, center, factor, limit);
            return T.Create(limit) * (ratio / T.Sqrt(T.FusedMultiplyAdd(ratio, ratio, T.Create(1))));
        }
    }

    private readonly struct BoundedSlope(float limit) : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T center, T factor) where T : struct, IVec<T>
        {
            var ratio = Ratio(x, center, factor, limit);
            var bend = T.Create(1) / T.Sqrt(T.FusedMultiplyAdd(ratio, ratio, T.Create(1)));
            return factor * bend * bend * bend;
        }
    }

    // Its square must stay finite: what is beyond 2^60 times the limit is at the limit anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ratio<T>(T x, T center, T factor, float limit)
        where T : struct, IVec<T>
    {
        var most = T.Create(1L << 60);
        var ratio = (x - center) * factor / T.Create(limit);
        ratio = T.SelectLess(most, ratio, most, ratio);
        return T.SelectLess(ratio, T.Zero - most, T.Zero - most, ratio);
    }
}
