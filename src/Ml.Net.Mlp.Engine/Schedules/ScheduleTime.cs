namespace Ml.Net.Mlp.Engine;

/// <summary>Where in a training a step stands.</summary>
/// <param name="Step">Steps made before it in this training.</param>
/// <param name="StepsPerEpoch">Steps of an epoch, 1 or more.</param>
/// <param name="TotalSteps">Steps of all epochs that the training was asked for.</param>
internal readonly record struct ScheduleTime(long Step, long StepsPerEpoch, long TotalSteps)
{
    /// <summary>Epochs that were finished before the step.</summary>
    public long Epoch => Step / StepsPerEpoch;

    /// <summary>Epochs before the step, the part of the one under way included.</summary>
    public double Epochs => (double)Step / StepsPerEpoch;

    /// <summary>The share of all steps that were made before, 0 to below 1.</summary>
    public double Progress => (double)Step / TotalSteps;
}
