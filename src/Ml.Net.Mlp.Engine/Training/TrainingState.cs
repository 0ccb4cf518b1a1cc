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
}
