namespace Ml.Net.Mlp.Engine;

/// <summary>Says which epoch was the best and whether to go on, and keeps the states that may be wanted later.</summary>
/// <param name="stopping">What to watch; null for nothing: then each epoch is the best so far.</param>
/// <param name="keepsLast">Whether the last epoch is wanted because the one under way may be broken off.</param>
internal sealed class EpochJudge(EarlyStopping? stopping, bool keepsLast)
{
    /// <summary>The best epoch so far; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>What was watched, in the best epoch; 0 where nothing is.</summary>
    public double BestValue { get; private set; }

    /// <summary>The state after the epoch whose network is to be returned; null where that is the last one.</summary>
    public TrainingState? Kept { get; private set; }

    /// <summary>Whether <see cref="Kept"/> is of the best epoch.</summary>
    public bool KeepsBest => stopping is { RestoreBest: true };

    /// <summary>Judges an epoch by its result, and keeps its state where that may be wanted.</summary>
    /// <returns>Whether it is the best so far.</returns>
    public bool Judge(EpochResult epoch, TrainingState state)
    {
        var value = stopping?.Metric.Of(epoch) ?? 0;
        var isBest = stopping == null || BestEpoch == 0 || stopping.IsBetter(value, BestValue);
        if (isBest)
        {
            BestEpoch = epoch.Epoch;
            BestValue = value;
        }

        if (KeepsBest ? isBest : keepsLast)
        {
            Keep(state);
        }

        return isBest;
    }

    /// <summary>Whether too many epochs have passed without a better one.</summary>
    public bool WantsToStop(int epoch) => stopping != null && BestEpoch > 0 && epoch - BestEpoch >= stopping.Patience;

    /// <summary>Goes on from a checkpoint, whose state is loaded.</summary>
    public void Restore(TrainingState state, CheckpointContent checkpoint)
    {
        var course = checkpoint.Header.Course;
        BestEpoch = course.BestEpoch;
        BestValue = course.BestValue;
        if (!KeepsBest && !keepsLast)
        {
            return;
        }

        Keep(state);
        if (KeepsBest && checkpoint.BestArrays is { } best && course.BestStep is { } step)
        {
            Kept!.Load(best, step, checkpoint.Name);
        }
    }

    private void Keep(TrainingState state)
    {
        if (Kept == null)
        {
            Kept = state.Copy();
        }
        else
        {
            Kept.CopyFrom(state);
        }
    }
}
