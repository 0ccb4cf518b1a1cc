namespace Ml.Net.Mlp.Engine;

/// <summary>Where a training stands after an epoch.</summary>
/// <param name="Result">The epoch just finished.</param>
/// <param name="Epochs">Epochs that the training will run if nothing stops it.</param>
/// <param name="BestEpoch">The best epoch so far by the watched metric; the last one where nothing is watched.</param>
/// <param name="Remaining">Estimated time to the last epoch.</param>
public sealed record TrainingProgress(EpochResult Result, int Epochs, int BestEpoch, TimeSpan Remaining);
