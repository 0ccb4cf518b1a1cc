using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

// What controls the course of a training.
public abstract partial class MlpOptions
{
    /// <summary>
    /// When to stop before the last epoch, and whether the best epoch is returned. Default (<see langword="null"/>): where there is
    /// validation, after 10 epochs without a smaller validation loss, and the best epoch; otherwise never.
    /// <see cref="EarlyStopping.None"/> for never in any case.
    /// </summary>
    public EarlyStopping? EarlyStopping;

    /// <summary>
    /// Time after which the training ends, above zero: with the mini-batch that is at work then. Reading the data does not count; the
    /// epoch under way is validated and judged by the rows that it has seen. Default (<see langword="null"/>): unlimited.
    /// </summary>
    public TimeSpan? TimeBudget;

    /// <summary>
    /// Writes checkpoints while training, from which a training that was killed continues. Default (<see langword="null"/>): none.
    /// </summary>
    public Checkpoint? Checkpoint;

    /// <summary>
    /// A checkpoint file to continue from, to the same bits as if the training had never been interrupted: with the same data,
    /// options and seed (set <see cref="Seed"/>, or make the MLContext with one). Default (<see langword="null"/>): from the beginning.
    /// </summary>
    public string? ResumeFrom;

    /// <summary>
    /// A file that receives the history as comma-separated values: a header, and a line as each epoch ends; an existing file is
    /// replaced, so a training that is continued has all its epochs in it. Default (<see langword="null"/>): none.
    /// </summary>
    public string? CsvLog;

    /// <summary>
    /// Called after every epoch, on the thread that called Fit; may end the training or change the learning rate. Default: none.
    /// </summary>
    public Action<EpochControl>? EpochEnd;

    /// <summary>Called about once a second within epochs that take longer, on the thread that called Fit. Default: none.</summary>
    public Action<StepProgress>? StepProgress;

    /// <summary>Called after every epoch, on the thread that called Fit. Default: none.</summary>
    public Action<TrainingProgress>? Progress;

    /// <summary>Stops a training, and the reading of its data, when signalled. Default: never.</summary>
    public CancellationToken CancellationToken;

    /// <summary>
    /// What a training does when <see cref="CancellationToken"/> is signalled. Default:
    /// <see cref="CancellationBehavior.Throw"/>.
    /// </summary>
    public CancellationBehavior CancellationBehavior;
}
