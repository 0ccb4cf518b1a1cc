namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Linear algebra on whole flat arrays of one length, on all threads.</summary>
internal sealed unsafe class FlatVectors
{
    private const int ChunkLength = 4096;

    private readonly WorkerTeam _team;
    private readonly SimdLevel _level;
    private readonly int _length;
    private readonly Action<int, int> _addChunks;
    private readonly Action<int, int> _scaleChunks;

    private float _factor;
    private float* _source;
    private float* _target;

    /// <summary>Prepares.</summary>
    /// <param name="team">Threads to use.</param>
    /// <param name="level">The instruction set.</param>
    /// <param name="length">Floats of each array, a multiple of 16.</param>
    public FlatVectors(WorkerTeam team, SimdLevel level, int length)
    {
        _team = team;
        _level = level;
        _length = length;
        _addChunks = AddChunks;
        _scaleChunks = ScaleChunks;
    }

    /// <summary>target ← target + factor · source, each element rounded once</summary>
    public void AddScaled(float factor, AlignedBuffer source, AlignedBuffer target) => Run(factor, source, target, _addChunks);

    /// <summary>target ← factor · target</summary>
    public void Scale(float factor, AlignedBuffer target) => Run(factor, target, target, _scaleChunks);

    private void Run(float factor, AlignedBuffer source, AlignedBuffer target, Action<int, int> body)
    {
        _factor = factor;
        _source = source.Pointer;
        _target = target.Pointer;
        _team.Run((_length + ChunkLength - 1) / ChunkLength, 20L * _length, body);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    private void AddChunks(int firstChunk, int endChunk)
    {
        var (first, count) = Range(firstChunk, endChunk);
        Elementwise.Combine(_level, new AddScaled(_factor), _source + first, _target + first, stride: 0, rows: 1, count);
    }

    private void ScaleChunks(int firstChunk, int endChunk)
    {
        var (first, count) = Range(firstChunk, endChunk);
        Elementwise.Apply(_level, new Scaled(_factor), _target + first, stride: 0, rows: 1, count);
    }

    private (int First, int Count) Range(int firstChunk, int endChunk)
    {
        var first = firstChunk * ChunkLength;
        return (first, Math.Min(_length, endChunk * ChunkLength) - first);
    }
}
