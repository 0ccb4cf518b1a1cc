using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>What the next step depends on, besides data and options: the parameters and what the optimizer carries.</summary>
internal sealed class TrainingState
{
    private readonly AlignedBuffer[] _buffers;
    private readonly int _result;

    /// <summary>A state of these arrays, which are not copied.</summary>
    /// <param name="parameters">The flat parameters.</param>
    /// <param name="optimizer">What the optimizer carries from step to step; none where it begins anew.</param>
    /// <param name="result">That of the arrays which is the trained network: the parameters, or their moving average.</param>
    public TrainingState(AlignedBuffer parameters, IEnumerable<AlignedBuffer> optimizer, AlignedBuffer result)
    {
        _buffers = [parameters, .. optimizer];
        _result = Array.IndexOf(_buffers, result);
    }

    private TrainingState(TrainingState other)
    {
        _buffers = [.. other._buffers.Select(buffer => new AlignedBuffer(buffer.Length))];
        _result = other._result;
        CopyFrom(other);
    }

    /// <summary>All arrays, the flat parameters first.</summary>
    public IReadOnlyList<AlignedBuffer> Buffers => _buffers;

    /// <summary>What the trained network gets.</summary>
    public AlignedBuffer Result => _buffers[_result];

    /// <summary>Steps that the optimizer has made.</summary>
    public long Step { get; set; }

    /// <summary>Takes over values that were read.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="step">Steps that had been made.</param>
    /// <param name="name">Where they were read from, for messages.</param>
    /// <exception cref="FormatException">Their lengths are others.</exception>
    public void Load(float[][] arrays, long step, string name)
    {
        if (!arrays.Select(array => array.Length).SequenceEqual(_buffers.Select(buffer => buffer.Length)))
        {
            throw new FormatException($"The checkpoint in {name} can't be used: its arrays have the lengths {Text(arrays.Select(array => array.Length))}; expected {Text(_buffers.Select(buffer => buffer.Length))}.");
        }

        foreach (var (to, from) in _buffers.Zip(arrays))
        {
            from.CopyTo(to.Span);
        }

        Step = step;
    }

    /// <summary>Whether another state has arrays of the same lengths.</summary>
    public bool HasShapeOf(TrainingState other) =>
        _result == other._result && _buffers.Select(buffer => buffer.Length).SequenceEqual(other._buffers.Select(buffer => buffer.Length));

    /// <summary>A copy in memory of its own.</summary>
    public TrainingState Copy() => new(this);

    /// <summary>Takes over the values of a state with arrays of the same lengths.</summary>
    public void CopyFrom(TrainingState other)
    {
        foreach (var (to, from) in Buffers.Zip(other.Buffers))
        {
            from.Span.CopyTo(to.Span);
        }

        Step = other.Step;
    }

    private static string Text(IEnumerable<int> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
