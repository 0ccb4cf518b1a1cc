using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="BatchNormalizationLayer"/>, panel by panel: a thread owns whole columns.
/// <code>
/// forward    m = Σ_rows X / n       v = Σ_rows (X - m)² / n       f = 1 / sqrt(v + epsilon)
///            N = (X - m) · f        Y = N · gamma + beta
/// backward   dbeta = Σ_rows dY      dgamma = Σ_rows dY ⊙ N
///            dX = gamma · f · (dY - dbeta / n - N · dgamma / n)
/// </code>
/// In scoring m and v are the running ones, which do not depend on X: dX = gamma · f · dY.
/// </summary>
internal sealed unsafe class BatchNormalization : Layer
{
    private readonly float _momentum;
    private readonly float _epsilon;
    private readonly int _width;
    private readonly Action<int, int> _forwardPanels;
    private readonly Action<int, int> _backwardPanels;
    private LayerPass _pass = null!;

    // What the last pass used: means, variances, factors.
    private AlignedBuffer? _statistics;

    public BatchNormalization(int inputs, float momentum, float epsilon)
        : base(inputs, inputs)
    {
        _momentum = momentum;
        _epsilon = epsilon;
        _width = PanelLayout.Pad(inputs);
        Parts =
        [
            new ParameterPart(ParameterKind.Scale, 0, 1, inputs),
            new ParameterPart(ParameterKind.Bias, _width, 1, inputs),
            new ParameterPart(ParameterKind.Statistic, 2L * _width, 1, inputs),
            new ParameterPart(ParameterKind.Statistic, 3L * _width, 1, inputs),
        ];
        _forwardPanels = ForwardPanels;
        _backwardPanels = BackwardPanels;
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override bool ComputesBlocks => true;

    /// <summary>gamma 1, beta 0, mean 0, variance 1.</summary>
    public override void Initialize(float* parameters, CounterRandom random)
    {
        new Span<float>(parameters, Inputs).Fill(1);
        new Span<float>(parameters + (3 * _width), Inputs).Fill(1);
    }

    public override void Forward(LayerPass pass)
    {
        _pass = pass;
        _statistics ??= new AlignedBuffer(3L * _width);
        pass.Team.Run(PanelLayout.Panels(Inputs), 60L * pass.Rows * Inputs, _forwardPanels);
    }

    public override void Backward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(PanelLayout.Panels(Inputs), 60L * pass.Rows * Inputs, _backwardPanels);
    }

    /// <summary>There is no elementwise part behind the sums over the rows.</summary>
    public override void BackwardBlock(LayerPass pass, MatrixBlock block)
    {
    }

    private void ForwardPanels(int first, int end)
    {
        for (var panel = first; panel < end; panel++)
        {
            var column = panel * PanelLayout.Width;
            var parameters = _pass.Parameters + column;
            var means = _statistics!.Pointer + column;
            var variances = means + _width;
            if (_pass.IsTraining)
            {
                VectorLoops.Run(_pass.Level, new ColumnMoments
                {
                    Values = _pass.Input.Pointer + column, Stride = _pass.Input.Stride, Rows = _pass.Rows,
                    Means = means, Variances = variances,
                });
                Follow(means, parameters + (2 * _width));
                Follow(variances, parameters + (3 * _width));
            }
            else
            {
                new ReadOnlySpan<float>(parameters + (2 * _width), PanelLayout.Width).CopyTo(new Span<float>(means, PanelLayout.Width));
                new ReadOnlySpan<float>(parameters + (3 * _width), PanelLayout.Width).CopyTo(new Span<float>(variances, PanelLayout.Width));
            }

            VectorLoops.Run(_pass.Level, new NormalizeLoop
            {
                Pass = _pass, Column = column, Parameters = parameters, Width = _width, Statistics = means, Epsilon = _epsilon,
            });
            foreach (var follower in _pass.Followers)
            {
                follower.ForwardBlock(Block(column));
            }
        }
    }

    private void Follow(float* batch, float* running)
    {
        for (var i = 0; i < PanelLayout.Width; i++)
        {
            running[i] = (_momentum * running[i]) + ((1 - _momentum) * batch[i]);
        }
    }

    private void BackwardPanels(int first, int end)
    {
        var (input, gradient) = (_pass.Input, _pass.OutputGradient!);
        for (var panel = first; panel < end; panel++)
        {
            var column = panel * PanelLayout.Width;
            var means = _statistics!.Pointer + column;
            VectorLoops.Run(_pass.Level, new ColumnGradients
            {
                Gradient = gradient.Pointer + column, Values = input.Pointer + column, Stride = input.Stride, Rows = _pass.Rows,
                Means = means, Factors = means + (2 * _width),
                Sums = _pass.Gradient + _width + column, Dots = _pass.Gradient + column,
            });
            if (_pass.InputGradient == null)
            {
                continue;
            }

            VectorLoops.Run(_pass.Level, new InputGradientLoop
            {
                Pass = _pass, Column = column, Gammas = _pass.Parameters + column, Width = _width, Statistics = means,
            });
            foreach (var predecessor in _pass.Predecessors)
            {
                predecessor.BackwardBlock(Block(column));
            }
        }
    }

    private MatrixBlock Block(int column) => new(0, _pass.Rows, column, column + PanelLayout.Width);

    /// <summary>The outputs of a panel; its factors too.</summary>
    private readonly struct NormalizeLoop : IVectorLoop
    {
        public required LayerPass Pass { get; init; }

        public required int Column { get; init; }

        public required float* Parameters { get; init; }

        public required float* Statistics { get; init; }

        public required int Width { get; init; }

        public required float Epsilon { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var stride = Pass.Input.Stride;
            for (var j = 0; j < PanelLayout.Width; j += T.Count)
            {
                var mean = T.Load(Statistics + j);
                var factor = T.Create(1) / T.Sqrt(T.Load(Statistics + Width + j) + T.Create(Epsilon));
                T.Store(factor, Statistics + (2 * Width) + j);
                var gamma = T.Load(Parameters + j);
                var beta = T.Load(Parameters + Width + j);
                var value = Pass.Input.Pointer + Column + j;
                var output = Pass.Output.Pointer + Column + j;
                for (var rows = Pass.Rows; rows > 0; rows--)
                {
                    T.Store(T.FusedMultiplyAdd((T.Load(value) - mean) * factor, gamma, beta), output);
                    value += stride;
                    output += stride;
                }
            }
        }
    }

    /// <summary>The gradient at the inputs of a panel, from those of gamma and beta.</summary>
    private readonly struct InputGradientLoop : IVectorLoop
    {
        public required LayerPass Pass { get; init; }

        public required int Column { get; init; }

        public required float* Gammas { get; init; }

        public required float* Statistics { get; init; }

        public required int Width { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var stride = Pass.Input.Stride;
            var share = T.Create(Pass.IsTraining ? 1f / Pass.Rows : 0);
            for (var j = 0; j < PanelLayout.Width; j += T.Count)
            {
                var mean = T.Load(Statistics + j);
                var factor = T.Load(Statistics + (2 * Width) + j);
                var scale = T.Load(Gammas + j) * factor;
                var throughMean = T.Load(Pass.Gradient + Width + Column + j) * share;
                var throughFactor = T.Zero - (T.Load(Pass.Gradient + Column + j) * share * factor);
                var value = Pass.Input.Pointer + Column + j;
                var gradient = Pass.OutputGradient!.Pointer + Column + j;
                var result = Pass.InputGradient!.Pointer + Column + j;
                for (var rows = Pass.Rows; rows > 0; rows--)
                {
                    var direct = T.Load(gradient) - throughMean;
                    T.Store(scale * T.FusedMultiplyAdd(T.Load(value) - mean, throughFactor, direct), result);
                    value += stride;
                    gradient += stride;
                    result += stride;
                }
            }
        }
    }
}
