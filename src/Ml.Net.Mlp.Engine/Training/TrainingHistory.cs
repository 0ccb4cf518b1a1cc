using System.Collections;

namespace Ml.Net.Mlp.Engine;

/// <summary>The course of a training, epoch by epoch. Immutable.</summary>
public sealed class TrainingHistory : IReadOnlyList<EpochResult>
{
    internal TrainingHistory(IReadOnlyList<EpochResult> epochs, int bestEpoch, StopReason stopReason)
    {
        Epochs = epochs;
        BestEpoch = bestEpoch;
        StopReason = stopReason;
    }

    /// <summary>All epochs, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// The number (from 1) of the best epoch by the metric that early stopping watched, the last one where nothing was
    /// watched. The network has this epoch's parameters, unless
    /// <see cref="EarlyStopping.RestoreBest"/> was off.
    /// </summary>
    public int BestEpoch { get; }

    /// <summary>Why the training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>
    /// What the logits of the trained network were divided by, so that its probabilities fit the validation rows
    /// (<see cref="TrainingOptions.CalibrateTemperature"/>); null where that was not asked for.
    /// </summary>
    public double? Temperature { get; internal init; }

    /// <summary>
    /// The course of the pretraining, layer by layer and epoch by epoch (<see cref="TrainingOptions.Pretraining"/>); empty where there
    /// was none.
    /// </summary>
    public IReadOnlyList<PretrainingEpoch> Pretraining { get; internal init; } = [];

    /// <inheritdoc/>
    public int Count => Epochs.Count;

    /// <inheritdoc/>
    public EpochResult this[int index] => Epochs[index];

    /// <inheritdoc/>
    public IEnumerator<EpochResult> GetEnumerator() => Epochs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
