namespace Ml.Net.Mlp.Engine;

/// <summary>A checkpoint as it was read.</summary>
/// <param name="Name">Where it was read from, for messages.</param>
/// <param name="Header">What it says of itself.</param>
/// <param name="Arrays">The arrays of the <see cref="TrainingState"/>.</param>
/// <param name="BestArrays">Those of the best epoch; null where it is the same state, or was not kept.</param>
internal sealed record CheckpointContent(string Name, CheckpointHeader Header, float[][] Arrays, float[][]? BestArrays);
