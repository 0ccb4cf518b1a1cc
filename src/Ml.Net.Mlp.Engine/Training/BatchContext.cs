using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>What a <see cref="BatchSource"/> needs to know of the training.</summary>
/// <param name="Team">Threads to use.</param>
/// <param name="Seed">Key of the training's random streams.</param>
/// <param name="ValidationFraction">Fraction of the rows that is set apart for validation.</param>
/// <param name="Name">What the rows are to the training, for messages.</param>
internal sealed record BatchContext(WorkerTeam Team, ulong Seed, double ValidationFraction, string Name)
{
    /// <summary>What may refuse target values that are read in the course of the training.</summary>
    public Loss? Loss { get; init; }

    /// <summary>What the rows of a class count; null where all count the same.</summary>
    public ClassWeighting? Weighting { get; init; }
}
