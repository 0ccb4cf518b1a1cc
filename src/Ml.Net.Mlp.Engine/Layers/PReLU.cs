using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="PReLULayer"/>; at 0 the derivative is the slope, as PyTorch has it.
/// <code>
/// forward    Y = X &gt; 0 ? X : a · X
/// backward   da = Σ_rows dY ⊙ min(X, 0)        dX = X &gt; 0 ? dY : a · dY
/// </code>
/// </summary>
internal sealed unsafe class PReLU : Layer
{
    private readonly float _initialSlope;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardPanels;

    private LayerPass _pass = null!;

    public PReLU(int inputs, float initialSlope)
        : base(inputs, inputs)
    {
        _initialSlope = initialSlope;
        Parts = [new ParameterPart(ParameterKind.Scale, 0, 1, inputs)];
        _forwardRows = (first, end) => Columnwise.Apply(
            _pass.Level, default(Rectify), _pass.Input, _pass.Output, _pass.Parameters, _pass.Parameters, first, end);
        _backwardPanels = BackwardPanels;
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override void Initialize(float* parameters, CounterRandom random) =>
        new Span<float>(parameters, Inputs).Fill(_initialSlope);

    public override void Forward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 10L * pass.Rows * Inputs, _forwardRows);
    }

    // A panel of columns is one thread's, so that the rows are summed in their order.
    public override void Backward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(PanelLayout.Panels(Inputs), 20L * pass.Rows * Inputs, _backwardPanels);
    }

    private void BackwardPanels(int first, int end)
    {
        for (var panel = first; panel < end; panel++)
        {
            var column = panel * PanelLayout.Width;
            VectorLoops.Run(_pass.Level, new PanelGradients
            {
                Inputs = _pass.Input.Pointer + column,
                OutputGradient = _pass.OutputGradient!.Pointer + column,
                InputGradient = _pass.InputGradient is { } gradient ? gradient.Pointer + column : null,
                Stride = _pass.Input.Stride,
                Rows = _pass.Rows,
                Slopes = _pass.Parameters + column,
                SlopeGradient = _pass.Gradient + column,
            });
        }
    }

    private readonly struct Rectify : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T slope, T unused) where T : struct, IVec<T> => T.SelectLess(T.Zero, x, x, slope * x);
    }

    private readonly struct PanelGradients : IVectorLoop
    {
        public required float* Inputs { get; init; }

        public required float* OutputGradient { get; init; }

        /// <summary>Null where it is not wanted.</summary>
        public required float* InputGradient { get; init; }

        /// <summary>Floats from row to row, of all three.</summary>
        public required int Stride { get; init; }

        public required int Rows { get; init; }

        public required float* Slopes { get; init; }

        public required float* SlopeGradient { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            for (var j = 0; j < PanelLayout.Width; j += T.Count)
            {
                var slope = T.Load(Slopes + j);
                var sum = T.Zero;
                nint place = j;
                for (var row = 0; row < Rows; row++, place += Stride)
                {
                    var x = T.Load(Inputs + place);
                    var gradient = T.Load(OutputGradient + place);
                    sum = T.FusedMultiplyAdd(gradient, T.SelectLess(T.Zero, x, T.Zero, x), sum);
                    if (InputGradient != null)
                    {
                        T.Store(T.SelectLess(T.Zero, x, gradient, slope * gradient), InputGradient + place);
                    }
                }

                T.Store(sum, SlopeGradient + j);
            }
        }
    }
}
