using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes a <see cref="MaxoutLayer"/>; of equal inputs the first one counts as the largest. With n outputs
/// <code>
/// forward    Y[:, j] = max_p X[:, p n + j]
/// backward   dX[:, p n + j] = dY[:, j] where input p is the largest of its group, otherwise 0
/// </code>
/// </summary>
internal sealed unsafe class Maxout : Layer
{
    private readonly int _pieces;
    private readonly Action<int, int> _forwardRows;
    private readonly Action<int, int> _backwardRows;

    private LayerPass _pass = null!;

    public Maxout(int inputs, int pieces)
        : base(inputs, inputs / pieces)
    {
        _pieces = pieces;
        _forwardRows = (first, end) => RunRows(first, end, _pass.Input, _pass.Output, null, null);
        _backwardRows = (first, end) => RunRows(first, end, _pass.Input, _pass.Output, _pass.OutputGradient, _pass.InputGradient);
    }

    public override void Forward(LayerPass pass)
    {
        _pass = pass;
        pass.Team.Run(pass.Rows, 10L * pass.Rows * Inputs, _forwardRows);
    }

    public override void Backward(LayerPass pass)
    {
        if (pass.InputGradient != null)
        {
            _pass = pass;
            pass.Team.Run(pass.Rows, 20L * pass.Rows * Inputs, _backwardRows);
        }
    }

    private void RunRows(int first, int end, Matrix input, Matrix output, Matrix? outputGradient, Matrix? inputGradient)
    {
        for (var row = first; row < end; row++)
        {
            var loop = new RowLoop
            {
                Inputs = input.Row(row),
                Outputs = output.Row(row),
                OutputGradient = outputGradient == null ? null : outputGradient.Row(row),
                InputGradient = inputGradient == null ? null : inputGradient.Row(row),
                Pieces = _pieces,
                Count = Outputs,
            };
            VectorLoops.Run(_pass.Level, loop);
        }
    }

    private readonly struct RowLoop : IVectorLoop
    {
        public required float* Inputs { get; init; }

        public required float* Outputs { get; init; }

        /// <summary>Null forward.</summary>
        public required float* OutputGradient { get; init; }

        /// <summary>Null forward.</summary>
        public required float* InputGradient { get; init; }

        public required int Pieces { get; init; }

        /// <summary>Number of outputs.</summary>
        public required int Count { get; init; }

        // Groups do not end on the boundaries of panels, so the last columns are computed one by one.
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<T>()
            where T : struct, IVec<T>
        {
            var column = 0;
            for (; column <= Count - T.Count; column += T.Count)
            {
                Compute<T>(column);
            }

            for (; column < Count; column++)
            {
                Compute<Vec1>(column);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Compute<T>(int column)
            where T : struct, IVec<T>
        {
            if (InputGradient == null)
            {
                T.Store(Largest<T>(column), Outputs + column);
            }
            else
            {
                Distribute(column, T.Load(Outputs + column), T.Load(OutputGradient + column));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Largest<T>(int column)
            where T : struct, IVec<T>
        {
            var largest = T.Load(Inputs + column);
            for (var piece = 1; piece < Pieces; piece++)
            {
                // What is not below infinity is infinite or NaN, and stays.
                var x = T.Load(Inputs + ((nint)piece * Count) + column);
                largest = T.SelectLess(largest, x, x, T.SelectLess(x, T.Create(float.PositiveInfinity), largest, x));
            }

            return largest;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Distribute<T>(int column, T largest, T gradient)
            where T : struct, IVec<T>
        {
            for (var piece = 0; piece < Pieces; piece++)
            {
                var place = ((nint)piece * Count) + column;
                var x = T.Load(Inputs + place);
                T.Store(T.SelectLess(x, largest, T.Zero, gradient), InputGradient + place);
                gradient = T.SelectLess(x, largest, gradient, T.Zero);
            }
        }
    }
}
