using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The exponential moving average of the parameters (Polyak and Juditsky, 1992): after step t
/// <c>a ← d a + (1 - d) w</c> with <c>d = min(decay, (1 + t) / (10 + t))</c>, from the initial parameters on. The second term
/// lets a training that is short beside the decay forget its beginning (as TensorFlow's moving average with a number of
/// updates does; Keras' has no such term). Statistics are copied, not averaged: they are means already.
/// </summary>
internal sealed unsafe class WeightAverage
{
    private const int ChunkLength = 4096;

    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly AlignedBuffer _parameters;
    private readonly float _decay;
    private readonly (int First, int Length)[] _statistics;
    private readonly Action<int, int> _updateChunks;

    private float _gain;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="parameters">The flat parameters, initialized.</param>
    /// <param name="parts">All of their parts.</param>
    /// <param name="decay">Share of the average that stays in a step.</param>
    public WeightAverage(
        WorkerTeam team, SimdLevel level, AlignedBuffer parameters, IEnumerable<UpdatedPart> parts, float decay)
    {
        _team = team;
        _level = level;
        _parameters = parameters;
        _decay = decay;
        _statistics = [.. parts.Where(part => !part.Part.IsTrainable).Select(part => ((int)part.First, (int)part.Part.Size))];
        _updateChunks = UpdateChunks;
        Values = new AlignedBuffer(parameters.Length, color: 1);
        parameters.Span.CopyTo(Values.Span);
    }

    /// <summary>The average.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>Takes the parameters of a step in.</summary>
    /// <param name="step">Its number, from 1.</param>
    public void Update(long step)
    {
        _gain = (float)(1 - Math.Min(_decay, (1.0 + step) / (10.0 + step)));
        _team.Run((_parameters.Length + ChunkLength - 1) / ChunkLength, 20L * _parameters.Length, _updateChunks);
        foreach (var (first, length) in _statistics)
        {
            _parameters.Span.Slice(first, length).CopyTo(Values.Span[first..]);
        }
    }

    private void UpdateChunks(int firstChunk, int endChunk)
    {
        var first = firstChunk * ChunkLength;
        var count = Math.Min(_parameters.Length, endChunk * ChunkLength) - first;
        switch (_level)
        {
            case SimdLevel.Vector512:
                Blend<Vec512>(_parameters.Pointer + first, Values.Pointer + first, count);
                break;
            case SimdLevel.Vector256:
                Blend<Vec256>(_parameters.Pointer + first, Values.Pointer + first, count);
                break;
            case SimdLevel.Vector128:
                Blend<Vec128>(_parameters.Pointer + first, Values.Pointer + first, count);
                break;
            default:
                Blend<Vec1>(_parameters.Pointer + first, Values.Pointer + first, count);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Blend<T>(float* parameters, float* averages, int count) where T : struct, IVec<T>
    {
        var gain = T.Create(_gain);
        for (var i = 0; i < count; i += T.Count)
        {
            var average = T.Load(averages + i);
            T.Store(T.FusedMultiplyAdd(gain, T.Load(parameters + i) - average, average), averages + i);
        }
    }
}
