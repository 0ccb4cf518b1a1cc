namespace Ml.Net.Mlp.Engine;

/// <summary>Where a training stands within an epoch.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">The last epoch that the training will run if nothing stops it.</param>
/// <param name="Step">Mini-batches of this epoch that are done.</param>
/// <param name="StepsPerEpoch">Mini-batches of an epoch.</param>
/// <param name="Loss">Mean loss of the epoch's rows so far, as <see cref="EpochResult.Loss"/> counts it.</param>
/// <param name="RowsPerSecond">Rows of this epoch a second.</param>
/// <param name="Remaining">Estimated time to the end of the last epoch, or of the time budget where that comes first.</param>
public sealed record StepProgress(
    int Epoch, int Epochs, long Step, long StepsPerEpoch, double Loss, double RowsPerSecond, TimeSpan Remaining);
