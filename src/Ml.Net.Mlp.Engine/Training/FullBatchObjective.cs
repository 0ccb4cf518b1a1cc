using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The mean loss of all rows with its L2 penalty, and its gradient: mini-batch after mini-batch in the rows' own order, the
/// gradients summed up with a correction of rounding errors (Kahan, 1965), so that many mini-batches give as exact a gradient as one.
/// </summary>
internal sealed unsafe class FullBatchObjective
{
    private const int ChunkLength = 4096;

    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly TrainingOptions _options;
    private readonly NetworkPass _pass;
    private readonly LossStep _lossStep;
    private readonly BatchSource _rows;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _corrections;
    private readonly ValueErrors? _valueErrors;
    private readonly UpdatedPart[] _weights;
    private readonly UpdatedPart[] _statistics;
    private readonly DoubleSums _weightSums;
    private readonly Action<int, int> _addChunks;

    private float _share;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="layers">The network's layers.</param>
    /// <param name="options">The training's options.</param>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="pass">Computes mini-batches with these parameters.</param>
    /// <param name="lossStep">The loss of a mini-batch.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="valueErrors">Receives the outputs of the last evaluation; null where rows have no target values.</param>
    public FullBatchObjective(
        WorkerTeam team, SimdLevel level, Layer[] layers, TrainingOptions options, AlignedBuffer parameters, NetworkPass pass,
        LossStep lossStep, BatchSource rows, ValueErrors? valueErrors = null)
    {
        _team = team;
        _level = level;
        _options = options;
        _parameters = parameters;
        _pass = pass;
        _lossStep = lossStep;
        _rows = rows;
        _valueErrors = valueErrors;
        Gradient = new AlignedBuffer(parameters.Length, color: 2);
        _corrections = new AlignedBuffer(parameters.Length, color: 3);
        var parts = UpdatedPart.List(layers, options);
        _weights = [.. parts.Where(part => part.L2 > 0)];
        _statistics = [.. parts.Where(part => !part.Part.IsTrainable)];
        _weightSums = new DoubleSums(team, _weights.Select(part => (part.First, part.Part.Size)));
        _addChunks = AddChunks;
    }

    /// <summary>The gradient at the parameters that were evaluated last.</summary>
    public AlignedBuffer Gradient { get; }

    /// <summary>Sums of the loss there, without the penalty.</summary>
    public LossSums Sums { get; private set; }

    /// <summary>The function at the parameters as they are.</summary>
    public double Evaluate()
    {
        Gradient.Span.Clear();
        _corrections.Span.Clear();
        Sums = default;
        _valueErrors?.Clear();
        _rows.Begin(shuffleKey: null);
        for (int rows; (rows = _pass.Fill(_rows)) > 0;)
        {
            _options.CancellationToken.ThrowIfCancellationRequested();
            _pass.Forward(rows);
            Sums += _lossStep.Compute(_pass.Output, _rows, rows, _pass.OutputGradient);
            _valueErrors?.Add(_pass.Output, _rows, rows);
            _pass.Backward();
            _share = (float)(rows / (double)_rows.Count);
            _team.Run((_parameters.Length + ChunkLength - 1) / ChunkLength, 30L * _parameters.Length, _addChunks);
        }

        foreach (var part in _statistics)
        {
            Gradient.Span.Slice((int)part.First, (int)part.Part.Size).Clear();
        }

        foreach (var part in _weights)
        {
            Elementwise.Combine(
                _level, new AddScaled(part.L2), _parameters.Pointer + part.First, Gradient.Pointer + part.First, stride: 0, rows: 1,
                (int)part.Part.Size);
        }

        return (Sums.Loss / _rows.Count) + (_options.L2Regularization / 2 * _weightSums.Products(_parameters, _parameters));
    }

    private void AddChunks(int firstChunk, int endChunk)
    {
        var first = firstChunk * ChunkLength;
        var count = Math.Min(_parameters.Length, endChunk * ChunkLength) - first;
        switch (_level)
        {
            case SimdLevel.Vector512:
                Add<Vec512>(first, count);
                break;
            case SimdLevel.Vector256:
                Add<Vec256>(first, count);
                break;
            case SimdLevel.Vector128:
                Add<Vec128>(first, count);
                break;
            default:
                Add<Vec1>(first, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Add<T>(int first, int count) where T : struct, IVec<T>
    {
        var from = _pass.Gradient!.Pointer + first;
        var sums = Gradient.Pointer + first;
        var errors = _corrections.Pointer + first;
        var share = T.Create(_share);
        for (var i = 0; i < count; i += T.Count)
        {
            var sum = T.Load(sums + i);
            var term = T.FusedMultiplyAdd(share, T.Load(from + i), T.Zero - T.Load(errors + i));
            var next = sum + term;
            T.Store(next - sum - term, errors + i);
            T.Store(next, sums + i);
        }
    }
}
