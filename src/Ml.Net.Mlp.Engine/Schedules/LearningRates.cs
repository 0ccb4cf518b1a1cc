namespace Ml.Net.Mlp.Engine;

/// <summary>The learning rates of one training's steps.</summary>
/// <param name="rate">The rate that the schedule's factors apply to.</param>
/// <param name="schedule">The schedule; null for a constant rate.</param>
/// <param name="stepsPerEpoch">Mini-batches of an epoch.</param>
/// <param name="epochs">Epochs that the training was asked for.</param>
internal sealed class LearningRates(float rate, LearningRateSchedule? schedule, long stepsPerEpoch, int epochs)
{
    /// <summary>Mini-batches of an epoch.</summary>
    public long StepsPerEpoch { get; } = stepsPerEpoch;

    /// <summary>What the schedule carries from epoch to epoch.</summary>
    public double[] State { get; } = new double[schedule?.StateSize ?? 0];

    /// <summary>What all rates are multiplied by besides, as the user's callback wants it.</summary>
    public double UserFactor { get; set; } = 1;

    /// <summary>The rate of a step.</summary>
    /// <param name="step">Steps made before it in this training.</param>
    public float At(long step)
    {
        var factor = schedule?.RateFactor(new ScheduleTime(step, StepsPerEpoch, StepsPerEpoch * epochs), State) ?? 1;
        return (float)(rate * factor * UserFactor);
    }

    /// <summary>Tells the schedule what an epoch brought.</summary>
    public void EndEpoch(EpochResult result) => schedule?.EndEpoch(result, State);
}
