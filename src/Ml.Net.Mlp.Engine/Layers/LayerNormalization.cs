using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="LayerNormalizationLayer"/>; m and f are a row's, n is the number of its inputs.
/// <code>
/// forward    m = Σ_columns X / n       f = 1 / sqrt(Σ_columns (X - m)² / n + epsilon)
///            N = (X - m) · f           Y = N · gamma + beta
/// backward   dbeta = Σ_rows dY         dgamma = Σ_rows dY ⊙ N        G = dY · gamma
///            dX = f · (G - Σ_columns G / n - N · Σ_columns (G ⊙ N) / n)
/// </code>
/// </summary>
internal sealed unsafe class LayerNormalization : Layer
{
    /// <summary>Rows that neighbours compute along with, while they are in the first-level cache.</summary>
    private const int BlockRows = 4;

    private readonly float _epsilon;
    private readonly int _width;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _gradientPanels;
    private readonly Action<int, int> _backwardRows;
    private LayerPass _pass = null!;

    // Mean and factor of each row of the last pass.
    private AlignedBuffer? _moments;

    public LayerNormalization(int inputs, float epsilon)
        : base(inputs, inputs)
    {
        _epsilon = epsilon;
        _width = PanelLayout.Pad(inputs);
        Parts =
        [
            new ParameterPart(ParameterKind.Scale, 0, 1, inputs),
            new ParameterPart(ParameterKind.Bias, _width, 1, inputs),
        ];
        _forwardRows = ForwardRows;
        _gradientPanels = ComputeGradient;
        _backwardRows = BackwardRows;
    }

    public override IReadOnlyList<ParameterPart> Parts { get; }

    public override bool ComputesBlocks => true;

    /// <summary>gamma 1, beta 0.</summary>
    public override void Initialize(float* parameters, CounterRandom random) => new Span<float>(parameters, Inputs).Fill(1);

    public override void Forward(LayerPass pass)
    {
        _pass = pass;
        _moments ??= new AlignedBuffer(2L * pass.Output.Rows);
        pass.Team.Run(pass.Rows, 60L * pass.Rows * Inputs, _forwardRows);
    }

    public override void Backward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(PanelLayout.Panels(Inputs), 20L * pass.Rows * Inputs, _gradientPanels);
        if (pass.InputGradient != null)
        {
            pass.Team.Run(pass.Rows, 60L * pass.Rows * Inputs, _backwardRows);
        }
    }

    /// <summary>There is no elementwise part behind the sums over the columns.</summary>
    public override void BackwardBlock(LayerPass pass, MatrixBlock block)
    {
    }

    private void ForwardRows(int first, int end)
    {
        for (var row = first; row < end; row += BlockRows)
        {
            var block = new MatrixBlock(row, Math.Min(row + BlockRows, end), 0, Outputs);
            VectorLoops.Run(_pass.Level, new ForwardLoop
            {
                Pass = _pass, Block = block, Width = _width, Moments = _moments!.Pointer, Epsilon = _epsilon,
            });
            foreach (var follower in _pass.Followers)
            {
                follower.ForwardBlock(block);
            }
        }
    }

    private void BackwardRows(int first, int end)
    {
        for (var row = first; row < end; row += BlockRows)
        {
            var block = new MatrixBlock(row, Math.Min(row + BlockRows, end), 0, Inputs);
            VectorLoops.Run(_pass.Level, new BackwardLoop { Pass = _pass, Block = block, Moments = _moments!.Pointer });
            foreach (var predecessor in _pass.Predecessors)
            {
                predecessor.BackwardBlock(block);
            }
        }
    }

    private void ComputeGradient(int first, int end) =>
        VectorLoops.Run(_pass.Level, new GradientLoop
        {
            Pass = _pass, FirstPanel = first, EndPanel = end, Width = _width, Moments = _moments!.Pointer,
        });

    /// <summary>
    /// Sixteen partial sums, one for each column of a panel, are added up in their order: so the sum of a row is the same for
    /// vectors of any width.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumLanes(float* lanes)
    {
        var sum = 0.0;
        for (var i = 0; i < PanelLayout.Width; i++)
        {
            sum += lanes[i];
        }

        return sum;
    }

    /// <summary>Zero in the padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Inside<T>(T value, int column, int columns)
        where T : struct, IVec<T> =>
        column + T.Count <= columns
            ? value
            : T.SelectLess(T.Load(Elementwise.Lanes.Pointer), T.Create(columns - column), value, T.Zero);

    private readonly struct ForwardLoop : IVectorLoop
    {
        public required LayerPass Pass { get; init; }

        public required MatrixBlock Block { get; init; }

        public required int Width { get; init; }

        public required float* Moments { get; init; }

        public required float Epsilon { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var lanes = stackalloc float[PanelLayout.Width];
            for (var row = Block.FirstRow; row < Block.EndRow; row++)
            {
                var input = Pass.Input.Row(row);
                var output = Pass.Output.Row(row);
                var mean = (float)(SumRow<T>(input, lanes) / Block.EndColumn);
                var factor = (float)(1 / Math.Sqrt((SumSquares<T>(input, mean, lanes) / Block.EndColumn) + Epsilon));
                Moments[2 * row] = mean;
                Moments[(2 * row) + 1] = factor;
                var (means, factors) = (T.Create(mean), T.Create(factor));
                for (var j = 0; j < Block.EndColumn; j += T.Count)
                {
                    var normalized = (T.Load(input + j) - means) * factors;
                    var value = T.FusedMultiplyAdd(normalized, T.Load(Pass.Parameters + j), T.Load(Pass.Parameters + Width + j));
                    T.Store(Inside(value, j, Block.EndColumn), output + j);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private double SumRow<T>(float* input, float* lanes)
            where T : struct, IVec<T>
        {
            for (var lane = 0; lane < PanelLayout.Width; lane += T.Count)
            {
                var sum = T.Zero;
                for (var j = lane; j < Block.EndColumn; j += PanelLayout.Width)
                {
                    sum += T.Load(input + j);
                }

                T.Store(sum, lanes + lane);
            }

            return SumLanes(lanes);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private double SumSquares<T>(float* input, float mean, float* lanes)
            where T : struct, IVec<T>
        {
            var means = T.Create(mean);
            for (var lane = 0; lane < PanelLayout.Width; lane += T.Count)
            {
                var sum = T.Zero;
                for (var j = lane; j < Block.EndColumn; j += PanelLayout.Width)
                {
                    var distance = Inside(T.Load(input + j) - means, j, Block.EndColumn);
                    sum = T.FusedMultiplyAdd(distance, distance, sum);
                }

                T.Store(sum, lanes + lane);
            }

            return SumLanes(lanes);
        }
    }

    private readonly struct BackwardLoop : IVectorLoop
    {
        public required LayerPass Pass { get; init; }

        public required MatrixBlock Block { get; init; }

        public required float* Moments { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var lanes = stackalloc float[2 * PanelLayout.Width];
            var gammas = Pass.Parameters;
            var columns = Block.EndColumn;
            for (var row = Block.FirstRow; row < Block.EndRow; row++)
            {
                var input = Pass.Input.Row(row);
                var gradient = Pass.OutputGradient!.Row(row);
                var result = Pass.InputGradient!.Row(row);
                var (mean, factor) = (T.Create(Moments[2 * row]), T.Create(Moments[(2 * row) + 1]));
                for (var lane = 0; lane < PanelLayout.Width; lane += T.Count)
                {
                    var (sum, dot) = (T.Zero, T.Zero);
                    for (var j = lane; j < columns; j += PanelLayout.Width)
                    {
                        var g = T.Load(gradient + j) * T.Load(gammas + j);
                        sum += g;
                        dot = T.FusedMultiplyAdd(g, (T.Load(input + j) - mean) * factor, dot);
                    }

                    T.Store(sum, lanes + lane);
                    T.Store(dot, lanes + PanelLayout.Width + lane);
                }

                var throughMean = T.Create((float)(SumLanes(lanes) / columns));
                var throughFactor = T.Create((float)(-SumLanes(lanes + PanelLayout.Width) / columns));
                for (var j = 0; j < columns; j += T.Count)
                {
                    var g = T.Load(gradient + j) * T.Load(gammas + j);
                    var value = factor * T.FusedMultiplyAdd((T.Load(input + j) - mean) * factor, throughFactor, g - throughMean);
                    T.Store(Inside(value, j, columns), result + j);
                }
            }
        }
    }

    /// <summary>The gradients of gamma and beta, summed as <see cref="ColumnMoments"/> are.</summary>
    private readonly struct GradientLoop : IVectorLoop
    {
        public required LayerPass Pass { get; init; }

        public required int FirstPanel { get; init; }

        public required int EndPanel { get; init; }

        public required int Width { get; init; }

        public required float* Moments { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var stride = Pass.Input.Stride;
            for (var column = FirstPanel * PanelLayout.Width; column < EndPanel * PanelLayout.Width; column += T.Count)
            {
                var input = Pass.Input.Pointer + column;
                var gradient = Pass.OutputGradient!.Pointer + column;
                var moments = Moments;
                var (sum, dot) = (T.Zero, T.Zero);
                for (var rows = Pass.Rows; rows > 0; rows -= ColumnMoments.ChunkRows)
                {
                    var (chunkSum, chunkDot) = (T.Zero, T.Zero);
                    for (var left = Math.Min(rows, ColumnMoments.ChunkRows); left > 0; left--)
                    {
                        var g = T.Load(gradient);
                        chunkSum += g;
                        chunkDot = T.FusedMultiplyAdd(g, (T.Load(input) - T.Create(moments[0])) * T.Create(moments[1]), chunkDot);
                        gradient += stride;
                        input += stride;
                        moments += 2;
                    }

                    sum += chunkSum;
                    dot += chunkDot;
                }

                T.Store(dot, Pass.Gradient + column);
                T.Store(sum, Pass.Gradient + Width + column);
            }
        }
    }
}
