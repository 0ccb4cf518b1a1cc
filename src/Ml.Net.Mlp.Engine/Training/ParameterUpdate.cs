using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The optimizer's pass over all parameters, with the moments that it carries from step to step.</summary>
internal sealed unsafe class ParameterUpdate
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
    private readonly Optimizer _optimizer;
    private readonly AlignedBuffer _parameters;
    private readonly AlignedBuffer _gradient;
    private readonly AlignedBuffer?[] _moments;
    private readonly (long First, long End, float RateFactor, float L2)[] _parts;
    private readonly Action<int, int> _updateSlices;

    private long _step;
    private float _learningRate;

    public ParameterUpdate(
        WorkerTeam team, SimdLevel level, Layer[] layers, TrainingOptions options, AlignedBuffer parameters, AlignedBuffer gradient)
    {
        _team = team;
        _level = level;
        _optimizer = options.Optimizer;
        _parameters = parameters;
        _gradient = gradient;
        _moments = [Moment(0), Moment(1)];
        _updateSlices = UpdateSlices;

        var parts = new List<(long First, long End, float RateFactor, float L2)>();
        var offset = 0L;
        foreach (var layer in layers)
        {
            foreach (var part in layer.Parts.Where(part => part.IsTrainable))
            {
                var first = offset + part.Offset;
                parts.Add((first, first + part.Size, part.LearningRateFactor, part.Kind == ParameterKind.Weights ? options.L2Regularization : 0));
            }

            offset += layer.ParameterSize;
        }

        _parts = [.. parts];
    }

    /// <summary>What is carried from step to step: with the parameters and the step's number, all that a step depends on.</summary>
    public IEnumerable<AlignedBuffer> State => _moments.OfType<AlignedBuffer>();

    /// <summary>Makes one step.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <param name="learningRate">Its learning rate.</param>
    public void Run(long step, float learningRate)
    {
        _step = step;
        _learningRate = learningRate;
        _team.Run(Slices, 40L * _parameters.Length, _updateSlices);
    }

    private AlignedBuffer? Moment(int index) =>
        index < _optimizer.MomentCount ? new AlignedBuffer(_parameters.Length, color: index + 2) : null;

    private static long Cut(long size, int slice) => size / Unit * slice / Slices * Unit;

    private void UpdateSlices(int firstSlice, int endSlice)
    {
        foreach (var part in _parts)
        {
            var first = part.First + Cut(part.End - part.First, firstSlice);
            var end = part.First + Cut(part.End - part.First, endSlice);
            if (first < end)
            {
                _optimizer.Update(_level, new OptimizerStep
                {
                    Parameters = _parameters.Pointer + first,
                    Gradient = _gradient.Pointer + first,
                    Moment1 = _moments[0] is { } moment1 ? moment1.Pointer + first : null,
                    Moment2 = _moments[1] is { } moment2 ? moment2.Pointer + first : null,
                    Count = (int)(end - first),
                    LearningRate = _learningRate * part.RateFactor,
                    L2 = part.L2,
                    Number = _step,
                });
            }
        }
    }
}
