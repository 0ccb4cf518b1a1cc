using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="ScaleLayer"/>: <c>Y = X · s</c>, <c>ds = Σ_rows dY ⊙ X</c>, <c>dX = dY · s</c>.
/// </summary>
internal sealed unsafe class Scale : Layer
{
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _gradientPanels;
    private readonly Action<int, int> _backwardRows;
    private LayerPass _pass = null!;

    // A panel of means 0, one of factors 1, and room for sums that are not needed.
    private AlignedBuffer? _constants;

    public Scale(int inputs, float learningRateFactor)
        : base(inputs, inputs)
    {
        Parts = [new ParameterPart(ParameterKind.Scale, 0, 1, inputs) { LearningRateFactor = learningRateFactor }];
        _forwardRows = (first, end) => Apply(_pass.Input, _pass.Output, first, end);
        _gradientPanels = ComputeGradient;
        _backwardRows = (first, end) => Apply(_pass.OutputGradient!, _pass.InputGradient!, first, end);
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    /// <summary>What is zero in the features stays so.</summary>
    public override bool MakesZeros => true;

    public override void Initialize(float* parameters, CounterRandom random) => new Span<float>(parameters, Inputs).Fill(1);

    public override void Forward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 10L * pass.Rows * Inputs, _forwardRows);
    }

    public override void Backward(LayerPass pass)
    {
        _pass = pass;
        _constants ??= MakeConstants();
        pass.Team.Run(PanelLayout.Panels(Inputs), 20L * pass.Rows * Inputs, _gradientPanels);
        if (pass.InputGradient != null)
        {
            pass.Team.Run(pass.Rows, 10L * pass.Rows * Inputs, _backwardRows);
        }
    }

    private AlignedBuffer MakeConstants()
    {
        var constants = new AlignedBuffer((2 * PanelLayout.Width) + PanelLayout.Pad(Inputs));
        constants.Span.Slice(PanelLayout.Width, PanelLayout.Width).Fill(1);
        return constants;
    }

    private void Apply(Matrix source, Matrix target, int first, int end) =>
        Columnwise.Apply(_pass.Level, default(Scaling), source, target, _pass.Parameters, _pass.Parameters, first, end);

    private void ComputeGradient(int first, int end)
    {
        var zeros = _constants!.Pointer;
        for (var panel = first; panel < end; panel++)
        {
            var column = panel * PanelLayout.Width;
            VectorLoops.Run(_pass.Level, new ColumnGradients
            {
                Gradient = _pass.OutputGradient!.Pointer + column, Values = _pass.Input.Pointer + column,
                Stride = _pass.Input.Stride, Rows = _pass.Rows,
                Means = zeros, Factors = zeros + PanelLayout.Width,
                Sums = zeros + (2 * PanelLayout.Width) + column, Dots = _pass.Gradient + column,
            });
        }
    }

    private readonly struct Scaling : IColumnOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T factor, T unused) where T : struct, IVec<T> => x * factor;
    }
}
