using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="DenseLayer"/>.
/// <code>
/// forward    Y [rows × outputs] = act(X [rows × inputs] · W [inputs × outputs] + b)
/// backward   dZ = dY ⊙ act'(Y)        dW = Xᵀ · dZ        db = Σ_rows dZ        dX = dZ · Wᵀ
/// </code>
/// W and dW stand in the layout of <see cref="PanelLayout"/>, b and db behind them. The bias is where each sum of the
/// product starts; the activation, and dropout behind it, follow block by block while the block is in the cache. Inputs that
/// are sparse go the way of <see cref="SparseSum"/>: the same sums, in which steps of zero are left out.
/// </summary>
internal sealed unsafe class Dense : Layer
{
    private readonly Activation _activation;
    private readonly Initializer _initializer;
    private readonly Action<int, int> _outputBlocks;
    private readonly Action<int, int> _outputRows;
    private readonly Action<int, int> _derivativeRows;
    private readonly Action<int, int> _weightGradientBlocks;
    private readonly Action<int, int> _transposedPanels;
    private readonly Action<int, int> _inputGradientBlocks;
    private readonly Action<int, int> _sparseOutputRows;
    private readonly Action<int, int> _sparseGradientColumns;

    private LayerPass _pass = null!;
    private MatrixKernel _kernel = null!;
    private MatrixProduct _product;
    private AlignedBuffer? _transposed;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="activation">Applied to the weighted sums.</param>
    /// <param name="initializer">Draws the initial weights.</param>
    /// <param name="weightRateFactor">What the learning rate of the weights is multiplied by.</param>
    /// <param name="biasRateFactor">What that of the biases is multiplied by.</param>
    public Dense(
        int inputs, int outputs, Activation activation, Initializer initializer, float weightRateFactor = 1, float biasRateFactor = 1)
        : base(inputs, outputs)
    {
        _activation = activation;
        _initializer = initializer;
        WeightSize = PanelLayout.Size(inputs, outputs);
        Parts =
        [
            new ParameterPart(ParameterKind.Weights, 0, inputs, outputs) { LearningRateFactor = weightRateFactor },
            new ParameterPart(ParameterKind.Bias, WeightSize, 1, outputs) { LearningRateFactor = biasRateFactor },
        ];
        _outputBlocks = ComputeOutput;
        _outputRows = (first, end) => Activate(new MatrixBlock(first, end, 0, Outputs));
        _derivativeRows = (first, end) => BackwardBlock(_pass, new MatrixBlock(first, end, 0, Outputs));
        _weightGradientBlocks = ComputeWeightGradient;
        _transposedPanels = TransposeWeights;
        _inputGradientBlocks = ComputeInputGradient;
        _sparseOutputRows = ComputeSparseOutput;
        _sparseGradientColumns = ComputeSparseGradient;
    }

    public long WeightSize { get; }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override bool ComputesBlocks => true;

    public override bool StoresDerivatives => _activation.StoresDerivative;

    public override bool MakesZeros => _activation.ZerosStopGradient;

    public override bool ZerosStopGradient => _activation.ZerosStopGradient;

    /// <summary>Mean of the initial biases.</summary>
    public float InitialBias { get; init; }

    /// <summary>Standard deviation of the initial biases.</summary>
    public float InitialBiasDeviation { get; init; }

    public override void Initialize(float* parameters, CounterRandom random)
    {
        _initializer.Fill(parameters, random, Inputs, Outputs);
        var biases = new Span<float>(parameters + WeightSize, Outputs);
        biases.Fill(InitialBias);
        if (InitialBiasDeviation == 0)
        {
            return;
        }

        // A stream of its own: the draws of the one for the weights must not come again.
        var biasRandom = new CounterRandom(random.Next());
        foreach (ref var bias in biases)
        {
            bias += (float)(biasRandom.NextNormal() * InitialBiasDeviation);
        }
    }

    public override void Forward(LayerPass pass)
    {
        if (pass.SparseInput is { } sparse)
        {
            _pass = pass;
            pass.Team.Run(pass.Rows, SparseWork(sparse), _sparseOutputRows);
        }
        else
        {
            ForwardDense(pass);
        }

        if (!_activation.IsElementwise && !pass.LeavesSums)
        {
            pass.Team.Run(pass.Rows, 20L * pass.Rows * Outputs, _outputRows);
        }
    }

    public override void Backward(LayerPass pass)
    {
        var input = pass.Input;
        var gradient = pass.OutputGradient!;
        if (!pass.GradientIsAtSums)
        {
            _pass = pass;
            pass.Team.Run(pass.Rows, 20L * pass.Rows * Outputs, _derivativeRows);
        }

        if (pass.SparseInput is { } sparse)
        {
            _pass = pass;
            BackwardSparse(sparse);
            return;
        }

        Use(pass, new MatrixProduct
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
            Zeros = pass.InputNonZeros?.Zeros ?? 0,
            Lists = pass.InputNonZeros?.ByColumns ?? default,
        });
        pass.Team.Run(_product.Blocks, _product.Flops, _weightGradientBlocks);
        if (pass.InputGradient is not { } inputGradient)
        {
            return;
        }

        // The weights' panels run along the outputs, this product needs them along the inputs: a copy of W for rows · W
        // multiply-adds.
        var outputs = PanelLayout.Pad(Outputs);
        _transposed ??= new AlignedBuffer(PanelLayout.Size(Outputs, Inputs));
        pass.Team.Run(PanelLayout.Panels(Inputs), 10 * WeightSize, _transposedPanels);
        Use(pass, new MatrixProduct
        {
            Operands =
            {
                A = gradient.Pointer, ARow = gradient.Stride, AStep = 1,
                B = _transposed.Pointer, BPanel = outputs * PanelLayout.Width, BStep = PanelLayout.Width,
                C = inputGradient.Pointer, CRow = inputGradient.Stride, CPanel = PanelLayout.Width,
                Steps = Outputs,
            },
            Rows = pass.Rows,
            Panels = PanelLayout.Panels(Inputs),
            Zeros = pass.GradientNonZeros?.Zeros ?? 0,
            Lists = pass.GradientNonZeros?.ByRows ?? default,
        });
        pass.Team.Run(_product.Blocks, _product.Flops, _inputGradientBlocks);
    }

    public override void BackwardBlock(LayerPass pass, MatrixBlock block)
    {
        var gradient = pass.OutputGradient!;
        var known = pass.Derivatives ?? pass.Output;
        _activation.Backward(
            pass.Level, known.At(block), gradient.At(block), gradient.Stride, block.Rows, gradient.ColumnsIn(block));
    }

    private void ForwardDense(LayerPass pass)
    {
        var input = pass.Input;
        var output = pass.Output;
        pass.InputNonZeros?.Find(pass.Team, pass.Level, pass.Rows);
        Use(pass, new MatrixProduct
        {
            Operands =
            {
                A = input.Pointer, ARow = input.Stride, AStep = 1,
                B = pass.Parameters, BPanel = PanelLayout.Pad(Inputs) * PanelLayout.Width, BStep = PanelLayout.Width,
                C = output.Pointer, CRow = output.Stride, CPanel = PanelLayout.Width,
                Start = pass.Parameters + WeightSize,
                Steps = Inputs,
            },
            Rows = pass.Rows,
            Panels = PanelLayout.Panels(Outputs),
            Zeros = pass.InputNonZeros?.Zeros ?? 0,
            Lists = pass.InputNonZeros?.ByRows ?? default,
        });
        if (pass.Rows == 1 && _product.Zeros == 0)
        {
            _kernel.MultiplyRow(_product.Operands, _product.Panels);
            Finish(new MatrixBlock(0, 1, 0, Outputs));
        }
        else
        {
            pass.Team.Run(_product.Blocks, _product.Flops, _outputBlocks);
        }
    }

    private void Use(LayerPass pass, in MatrixProduct product)
    {
        _pass = pass;
        _kernel = MatrixKernel.For(pass.Level);
        _product = product;
        _product.Plan(_kernel, pass.Team.Threads);
    }

    private void ComputeOutput(int first, int end)
    {
        for (var block = first; block < end; block++)
        {
            Finish(_product.RunBlock(block));
        }
    }

    private void Finish(MatrixBlock block)
    {
        if (_activation.IsElementwise && !_pass.LeavesSums)
        {
            Activate(block);
        }

        foreach (var follower in _pass.Followers)
        {
            follower.ForwardBlock(block);
        }
    }

    private void Activate(MatrixBlock block)
    {
        var output = _pass.Output;
        var derivatives = _pass.Derivatives is { } matrix ? matrix.At(block) : null;
        _activation.Forward(_pass.Level, output.At(block), derivatives, output.Stride, block.Rows, output.ColumnsIn(block));
    }

    private void ComputeWeightGradient(int first, int end)
    {
        var gradient = _pass.OutputGradient!;
        for (var block = first; block < end; block++)
        {
            var done = _product.RunBlock(block);
            if (done.FirstRow == 0)
            {
                ColumnSums.Compute(
                    _pass.Level,
                    gradient.Pointer + done.FirstColumn,
                    gradient.Stride,
                    _pass.Rows,
                    _pass.Gradient + WeightSize + done.FirstColumn,
                    done.Columns);
            }
        }
    }

    private void ComputeSparseOutput(int first, int end)
    {
        var tile = new MatrixTile
        {
            B = _pass.Parameters, BPanel = PanelLayout.Pad(Inputs) * PanelLayout.Width, BStep = PanelLayout.Width,
            CPanel = PanelLayout.Width,
            Start = _pass.Parameters + WeightSize,
        };
        for (var row = first; row < end; row++)
        {
            tile.C = _pass.Output.Row(row);
            SparseSum.Compute(_pass.Level, tile, _pass.SparseInput!.Row(row), PanelLayout.Panels(Outputs));
        }

        Finish(new MatrixBlock(first, end, 0, PanelLayout.Pad(Outputs)));
    }

    // Weights of features that no row of the batch has get no gradient: theirs is zero from the beginning, and those of the step
    // before are cleared.
    private void BackwardSparse(SparseBatch sparse)
    {
        foreach (var column in sparse.UsedColumns)
        {
            for (var panel = 0; panel < PanelLayout.Panels(Outputs); panel++)
            {
                new Span<float>(_pass.Gradient + PanelLayout.Index(Inputs, column, panel * PanelLayout.Width), PanelLayout.Width).Clear();
            }
        }

        sparse.FindColumns();
        _pass.Team.Run(sparse.UsedCount, SparseWork(sparse), _sparseGradientColumns);
        var gradient = _pass.OutputGradient!;
        ColumnSums.Compute(
            _pass.Level, gradient.Pointer, gradient.Stride, _pass.Rows, _pass.Gradient + WeightSize, PanelLayout.Pad(Outputs));
    }

    private void ComputeSparseGradient(int first, int end)
    {
        var gradient = _pass.OutputGradient!;
        var tile = new MatrixTile
        {
            B = gradient.Pointer, BPanel = PanelLayout.Width, BStep = gradient.Stride,
            CPanel = PanelLayout.Pad(Inputs) * PanelLayout.Width,
        };
        for (var used = first; used < end; used++)
        {
            tile.C = _pass.Gradient + ((nint)_pass.SparseInput!.UsedColumns[used] * PanelLayout.Width);
            SparseSum.Compute(_pass.Level, tile, _pass.SparseInput.Column(used), PanelLayout.Panels(Outputs));
        }
    }

    // A value takes about a nanosecond a panel: its weights come from anywhere in memory.
    private long SparseWork(SparseBatch sparse) => 100L * sparse.Count * PanelLayout.Panels(Outputs);

    private void TransposeWeights(int first, int end)
    {
        var panelSize = (nint)PanelLayout.Pad(Outputs) * PanelLayout.Width;
        for (var panel = first; panel < end; panel++)
        {
            PanelLayout.TransposePanel(_pass.Parameters, Inputs, Outputs, panel, _transposed!.Pointer + (panel * panelSize));
        }
    }

    private void ComputeInputGradient(int first, int end)
    {
        for (var block = first; block < end; block++)
        {
            var done = _product.RunBlock(block);
            foreach (var predecessor in _pass.Predecessors)
            {
                predecessor.BackwardBlock(done);
            }
        }
    }
}
