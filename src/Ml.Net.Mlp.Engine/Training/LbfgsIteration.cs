using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The iterations of a training with <see cref="LbfgsOptimizer"/>.</summary>
internal sealed class LbfgsIteration : IWeightUpdate
{
    private readonly FullBatchObjective _objective;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _start;
    private readonly AlignedBuffer _startGradient;
    private readonly AlignedBuffer _direction;
    private readonly FlatVectors _vectors;
    private readonly DoubleSums _sums;
    private readonly LbfgsHistory _history;
    private readonly WolfeLineSearch _search;

    // What is known of the parameters as they are. A resumed training computes it anew, to the same bits.
    private bool _isEvaluated;
    private double _value;
    private LossSums _lossSums;
    private bool _isAtMinimum;
    private float _evaluatedStep;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="parameters">The flat parameters, which the objective evaluates.</param>
    /// <param name="objective">What to make small.</param>
    public LbfgsIteration(
        WorkerTeam team, SimdLevel level, LbfgsOptimizer optimizer, AlignedBuffer parameters, FullBatchObjective objective)
    {
        _objective = objective;
        _parameters = parameters;
        _start = new AlignedBuffer(parameters.Length, color: 1);
        _startGradient = new AlignedBuffer(parameters.Length, color: 1);
        _direction = new AlignedBuffer(parameters.Length, color: 2);
        _vectors = new FlatVectors(team, level, parameters.Length);
        _sums = new DoubleSums(team, [(0, parameters.Length)]);
        _history = new LbfgsHistory(optimizer.Memory, parameters.Length, _vectors, _sums);
        _search = new WolfeLineSearch(Evaluate);
    }

    /// <inheritdoc/>
    public AlignedBuffer Result => _parameters;

    /// <inheritdoc/>
    public IEnumerable<AlignedBuffer> State => _history.State;

    /// <summary>Makes one iteration.</summary>
    /// <param name="learningRate">What the line search tries first.</param>
    /// <returns>Sums of the loss after it.</returns>
    public LossSums Run(float learningRate)
    {
        if (!_isEvaluated)
        {
            _value = _objective.Evaluate();
            _lossSums = _objective.Sums;
            _isEvaluated = true;
        }

        if (_isAtMinimum || !double.IsFinite(_value))
        {
            return _lossSums;
        }

        _parameters.Span.CopyTo(_start.Span);
        _objective.Gradient.Span.CopyTo(_startGradient.Span);
        var slope = Direct();
        if (!double.IsFinite(slope))
        {
            // A gradient that no float holds, of a loss that one does: as good as no loss.
            return _lossSums with { Loss = double.NaN };
        }

        var scale = _history.IsEmpty ? Math.Min(1, 1 / _sums.Absolutes(_startGradient)) : 1;
        var end = slope < 0 ? _search.Find(new LinePoint(0, _value, slope), (float)(scale * learningRate)) : default;
        if (end.Step == 0)
        {
            Stay();
            return _lossSums;
        }

        if (end.Step != _evaluatedStep)
        {
            Evaluate(end.Step);
        }

        _history.Add(_start, _parameters, _startGradient, _objective.Gradient);
        _value = end.Value;
        _lossSums = _objective.Sums;
        return _lossSums;
    }

    /// <summary>Sets the direction, down the gradient where the history has none that goes down, and returns the slope along it.</summary>
    private double Direct()
    {
        _startGradient.Span.CopyTo(_direction.Span);
        _history.Direct(_direction);
        var slope = _sums.Products(_startGradient, _direction);
        if (slope < 0 || _history.IsEmpty)
        {
            return slope;
        }

        _history.Clear();
        return Direct();
    }

    private LinePoint Evaluate(float step)
    {
        _start.Span.CopyTo(_parameters.Span);
        _vectors.AddScaled(step, _direction, _parameters);
        _evaluatedStep = step;
        return new LinePoint(step, _objective.Evaluate(), _sums.Products(_objective.Gradient, _direction));
    }

    /// <summary>No step was lower: the next iteration tries the steepest descent, and where that was it, there is nothing to find.</summary>
    private void Stay()
    {
        // Evaluated again, to the same bits: gradient and errors are then those of the start and not of the last trial.
        _start.Span.CopyTo(_parameters.Span);
        _objective.Evaluate();
        _isAtMinimum = _history.IsEmpty;
        _history.Clear();
    }
}
