namespace Ml.Net.Mlp.Engine;

/// <summary>What a training that goes on with a network needs to know of the one that made it.</summary>
/// <param name="State">The state of the epoch that the network is of.</param>
/// <param name="Optimizer">The optimizer whose state it is.</param>
/// <param name="TargetScale">What targets were brought to a common scale by; null where they were not.</param>
internal sealed record TrainingEnd(TrainingState State, Optimizer Optimizer, TargetScale? TargetScale);
