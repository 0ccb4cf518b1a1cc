using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The optimizer's pass over all parameters, with the moments that it carries from step to step, and what the options want
/// done before and after it.
/// </summary>
internal sealed unsafe class ParameterUpdate : IWeightUpdate
{
    /// <summary>Parts are cut in multiples of this: the widest vector.</summary>
    private const int Unit = 16;

    /// <summary>
    /// Slices that each part of the parameters is cut into. A thread gets the same fraction of every part, and so about those
    /// weights whose gradient it has just computed: they are in its cache.
    /// </summary>
    private const int Slices = 64;

    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly MiniBatchOptimizer _optimizer;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer?[] _moments;
    private readonly UpdatedPart[] _parts;
    private readonly bool _shapesGradient;
    private readonly float _clipValue;
    private readonly GradientNorm? _norm;
    private readonly MaxNormBound? _bound;
    private readonly WeightAverage? _average;
    private readonly Action<int, int> _updateSlices;

    private long _step;
    private float _learningRate;
    private float _gradientScale = 1;

    public ParameterUpdate(
        WorkerTeam team, SimdLevel level, Layer[] layers, TrainingOptions options, AlignedBuffer parameters, AlignedBuffer gradient)
    {
        _team = team;
        _level = level;
        _optimizer = (MiniBatchOptimizer)options.Optimizer;
        _parameters = parameters;
        _gradient = gradient;
        _moments = [Moment(0), Moment(1), Moment(2)];
        _moments[0]?.Span.Fill(_optimizer.InitialMoment);
        _updateSlices = UpdateSlices;

        var all = UpdatedPart.List(layers, options);
        _parts = [.. all.Where(part => part.Part.IsTrainable)];
        _clipValue = options.ClipValue ?? float.PositiveInfinity;
        _norm = options.ClipNorm is { } largest ? new GradientNorm(team, gradient, _parts, largest) : null;
        _bound = options.MaxNorm is { } bound ? new MaxNormBound(team, level, parameters, _parts, bound) : null;
        _average = options.WeightAveraging is { } decay ? new WeightAverage(team, level, parameters, all, decay) : null;
        _shapesGradient = options.ClipValue != null || _norm != null || _parts.Any(part => part.L1 > 0 || part.Decay > 0);
    }

    /// <inheritdoc/>
    public AlignedBuffer Result => _average?.Values ?? _parameters;

    /// <inheritdoc/>
    public IEnumerable<AlignedBuffer> State =>
        _moments.OfType<AlignedBuffer>().Concat(_average == null ? [] : [_average.Values]);

    /// <summary>Makes one step.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <param name="learningRate">Its learning rate.</param>
    public void Run(long step, float learningRate)
    {
        _step = step;
        _learningRate = learningRate;
        _gradientScale = _norm?.Scale() ?? 1;
        _team.Run(Slices, 40L * _parameters.Length, _updateSlices);
        _bound?.Apply();
        _average?.Update(step);
    }

    // Only four arrays can keep apart in a memory page; a third moment shares the parameters' place.
    private AlignedBuffer? Moment(int index) =>
        index < _optimizer.MomentCount ? new AlignedBuffer(_parameters.Length, color: (index + 2) % 4) : null;

    private static long Cut(long size, int slice) => size / Unit * slice / Slices * Unit;

    private void UpdateSlices(int firstSlice, int endSlice)
    {
        foreach (var part in _parts)
        {
            var first = part.First + Cut(part.Part.Size, firstSlice);
            var end = part.First + Cut(part.Part.Size, endSlice);
            if (first < end)
            {
                var rate = _learningRate * part.Part.LearningRateFactor;
                _optimizer.Update(_level, new OptimizerStep
                {
                    Parameters = _parameters.Pointer + first,
                    Gradient = _gradient.Pointer + first,
                    Moment1 = MomentAt(0, first),
                    Moment2 = MomentAt(1, first),
                    Moment3 = MomentAt(2, first),
                    Count = (int)(end - first),
                    LearningRate = rate,
                    L2 = part.L2,
                    Number = _step,
                    Shape = _shapesGradient ? Shape(part, rate) : null,
                });
            }
        }
    }

    private float* MomentAt(int index, long place) => _moments[index] is { } moment ? moment.Pointer + place : null;

    private ShapedGradient Shape(UpdatedPart part, float rate) => new()
    {
        Scale = _gradientScale,
        Limit = _clipValue,
        L1 = part.L1,
        Decay = rate * part.Decay,
    };
}
