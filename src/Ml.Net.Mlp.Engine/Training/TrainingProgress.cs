namespace Ml.Net.Mlp.Engine;

/// <summary>Where a training stands after an epoch.</summary>
/// <param name="Result">The epoch just finished, with its metrics, learning rate, time and rows a second.</param>
/// <param name="Epochs">The last epoch that the training will run if nothing stops it.</param>
/// <param name="BestEpoch">The best epoch so far by the watched metric; the last one where nothing is watched.</param>
/// <param name="Remaining">Estimated time to the end of the last epoch, or of the time budget where that comes first.</param>
public sealed record TrainingProgress(EpochResult Result, int Epochs, int BestEpoch, TimeSpan Remaining)
{
    /// <summary>Steps that the optimizer has made in all: mini-batches, with those of the trainings that this one continues.</summary>
    public long Step { get; init; }

    /// <summary>Mini-batches of an epoch.</summary>
    public long StepsPerEpoch { get; init; }
}
