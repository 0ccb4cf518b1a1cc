namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Where and when a training writes what it needs to go on after it was ended, by a crash, a kill or a cancellation. The file is
/// written beside its place and moved there, so that at every instant the last checkpoint is whole. Immutable.
/// </summary>
/// <remarks>
/// It holds parameters, optimizer state, counters, history, the best epoch and the state of the schedule: a few times the size of the
/// network. It does not depend on the number of threads or the instruction set, but is read by the version that wrote it only; a
/// trained network is kept with <see cref="Network.Save(string)"/>.
/// </remarks>
public sealed record Checkpoint
{
    /// <summary>The file; an existing one is replaced. Beside it there may be one with <c>.tmp</c> added to its name.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// Epochs from one checkpoint to the next, 1 or more; there also is one when the training ends at the end of an epoch. Default 1.
    /// </summary>
    public int EveryEpochs { get; init; } = 1;

    /// <summary>Whether only epochs that are the best so far are written, each of them. Default false.</summary>
    public bool OnlyBest { get; init; }

    /// <summary>
    /// Whether a training goes on from the file where there is one, to the same bits as if it had never ended; where there is none, it
    /// begins. What a job needs that may be killed and started again. Default false: a new training replaces the file.
    /// </summary>
    public bool Resume { get; init; }

    internal string TemporaryPath => Path + ".tmp";
}
