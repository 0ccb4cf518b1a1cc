namespace Ml.Net.Mlp.Engine;

/// <summary>What the header of a network file holds.</summary>
internal sealed record NetworkFileHeader(NetworkDescription Network, TrainingHistory History);
