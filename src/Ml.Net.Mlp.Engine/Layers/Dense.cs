using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="DenseLayer"/>.
/// <code>
/// forward    Y [rows × outputs] = act(X [rows × inputs] · W [inputs × outputs] + b)
/// backward   dZ = dY ⊙ act'(Y)        dW = Xᵀ · dZ        db = Σ_rows dZ        dX = dZ · Wᵀ
/// </code>
/// W and dW stand in the layout of <see cref="PanelLayout"/>, b and db behind them.
/// </summary>
internal sealed unsafe class Dense : Layer
{
    private readonly Activation _activation;
    private readonly Initializer _initializer;
    private readonly Action<int, int> _productBlocks;
    private readonly Action<int, int> _activationRows;
    private readonly Action<int, int> _derivativeRows;
    private readonly Action<int, int> _biasGradientPanels;
    private readonly Action<int, int> _inputGradientGroups;

    private LayerPass _pass = null!;
    private MatrixKernel _kernel = null!;
    private MatrixProduct _product;
    private AlignedBuffer? _transposed;

    public Dense(int inputs, int outputs, Activation activation, Initializer initializer)
        : base(inputs, outputs)
    {
        _activation = activation;
        _initializer = initializer;
        WeightSize = PanelLayout.Size(inputs, outputs);
        Parts =
        [
            new ParameterPart(0, WeightSize, Decays: true),
            new ParameterPart(WeightSize, PanelLayout.Pad(outputs), Decays: false),
        ];
        _productBlocks = (first, end) => _product.RunBlocks(_kernel, first, end);
        _activationRows = ApplyActivation;
        _derivativeRows = ApplyDerivative;
        _biasGradientPanels = ComputeBiasGradient;
        _inputGradientGroups = ComputeInputGradient;
    }

    public long WeightSize { get; }

    public override long ParameterSize => WeightSize + PanelLayout.Pad(Outputs);

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override void Initialize(float* parameters, CounterRandom random)
    {
        for (var input = 0; input < Inputs; input++)
        {
            for (var output = 0; output < Outputs; output++)
            {
                parameters[PanelLayout.Index(Inputs, input, output)] = _initializer.Draw(ref random, Inputs, Outputs);
            }
        }
    }

    public override void Forward(LayerPass pass)
    {
        Use(pass);
        var input = pass.Input;
        var output = pass.Output;
        _product = new MatrixProduct
        {
            Operands =
            {
                A = input.Pointer, ARow = input.Stride, AStep = 1,
                B = pass.Parameters, BPanel = PanelLayout.Pad(Inputs) * PanelLayout.Width, BStep = PanelLayout.Width,
                C = output.Pointer, CRow = output.Stride, CPanel = PanelLayout.Width,
                Start = pass.Parameters + WeightSize,
                Steps = Inputs,
            },
            Rows = Matrix.PadRows(pass.Rows),
            Panels = PanelLayout.Panels(Outputs),
        };
        if (pass.Rows == 1)
        {
            _kernel.MultiplyRow(_product.Operands, _product.Panels);
        }
        else
        {
            pass.Team.Run(_product.CountBlocks(_kernel), _product.Flops, _productBlocks);
        }

        pass.Team.Run(pass.Rows, ElementwiseFlops(pass), _activationRows);
    }

    public override void Backward(LayerPass pass)
    {
        Use(pass);
        if (!pass.GradientIsAtSums)
        {
            pass.Team.Run(pass.Rows, ElementwiseFlops(pass), _derivativeRows);
        }

        var input = pass.Input;
        var gradient = pass.OutputGradient!;
        _product = new MatrixProduct
        {
            Operands =
            {
                A = input.Pointer, ARow = 1, AStep = input.Stride,
                B = gradient.Pointer, BPanel = PanelLayout.Width, BStep = gradient.Stride,
                C = pass.Gradient, CRow = PanelLayout.Width, CPanel = PanelLayout.Pad(Inputs) * PanelLayout.Width,
                Steps = pass.Rows,
            },
            Rows = PanelLayout.Pad(Inputs),
            Panels = PanelLayout.Panels(Outputs),
        };
        pass.Team.Run(_product.CountBlocks(_kernel), _product.Flops, _productBlocks);
        pass.Team.Run(_product.Panels, ElementwiseFlops(pass), _biasGradientPanels);

        if (pass.InputGradient is { } inputGradient)
        {
            // The weights' panels run along the outputs, this product needs them along the inputs: each thread transposes
            // the panels that it is about to use (a copy of W for rows · W multiply-adds).
            var outputs = PanelLayout.Pad(Outputs);
            _transposed ??= new AlignedBuffer(PanelLayout.Size(Outputs, Inputs));
            _product = new MatrixProduct
            {
                Operands =
                {
                    A = gradient.Pointer, ARow = gradient.Stride, AStep = 1,
                    B = _transposed.Pointer, BPanel = outputs * PanelLayout.Width, BStep = PanelLayout.Width,
                    C = inputGradient.Pointer, CRow = inputGradient.Stride, CPanel = PanelLayout.Width,
                    Steps = Outputs,
                },
                Rows = Matrix.PadRows(pass.Rows),
                Panels = PanelLayout.Panels(Inputs),
            };
            pass.Team.Run(_product.PanelGroups(_kernel), _product.Flops, _inputGradientGroups);
        }
    }

    private void Use(LayerPass pass)
    {
        _pass = pass;
        _kernel = MatrixKernel.For(pass.Level);
    }

    // An elementwise pass costs about as much a value as ten multiply-adds: it waits for memory.
    private long ElementwiseFlops(LayerPass pass) => 20L * pass.Rows * Outputs;

    private void ApplyActivation(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            _activation.Forward(_pass.Level, _pass.Output.Row(row), Outputs);
        }
    }

    private void ApplyDerivative(int first, int end)
    {
        for (var row = first; row < end; row++)
        {
            _activation.Backward(_pass.Level, _pass.Output.Row(row), _pass.OutputGradient!.Row(row), Outputs);
        }
    }

    private void ComputeInputGradient(int first, int end)
    {
        var panels = Math.Min(_product.Panels, end * _kernel.TilePanels);
        for (var panel = first * _kernel.TilePanels; panel < panels; panel++)
        {
            PanelLayout.TransposePanel(
                _pass.Parameters, Inputs, Outputs, panel, _product.Operands.B + (panel * _product.Operands.BPanel));
        }

        _product.RunBlocks(_kernel, first * _product.RowBlocks, end * _product.RowBlocks);
    }

    private void ComputeBiasGradient(int first, int end) =>
        ColumnSums.Compute(
            _pass.Level,
            _pass.OutputGradient!.Pointer + (first * PanelLayout.Width),
            _pass.OutputGradient.Stride,
            _pass.Rows,
            _pass.Gradient + WeightSize + (first * PanelLayout.Width),
            (end - first) * PanelLayout.Width);
}
