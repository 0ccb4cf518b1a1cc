namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rises along half a cosine from a small rate to the learning rate, and falls along another one to next to nothing at the last
/// step (Smith, 2018, in the form of PyTorch's OneCycleLR): from <c>1 / startDivisor</c> to 1 over the first part of the steps, then
/// to <c>1 / (startDivisor · endDivisor)</c>. The optimizer's momentum stays as it is.
/// </summary>
public sealed class OneCycleSchedule : LearningRateSchedule
{
    internal OneCycleSchedule(float rise, float startDivisor, float endDivisor)
        : base("one_cycle", rise, startDivisor, endDivisor)
    {
        Rise = rise is > 0 and < 1 ? rise : throw OutOfRange(rise, nameof(rise), "0 < rise < 1");
        StartDivisor = RequireDivisor(startDivisor, nameof(startDivisor));
        EndDivisor = RequireDivisor(endDivisor, nameof(endDivisor));
    }

    /// <summary>The share of the steps in which the rate rises, above 0 and below 1. Default 0.3.</summary>
    public float Rise { get; }

    /// <summary>How many times smaller than the learning rate the first rate is, 1 or more. Default 25.</summary>
    public float StartDivisor { get; }

    /// <summary>How many times smaller than the first rate the last one is, 1 or more. Default 10,000.</summary>
    public float EndDivisor { get; }

    internal override bool DependsOnTotal => true;

    internal override NamedComponent With(float[] arguments) => new OneCycleSchedule(arguments[0], arguments[1], arguments[2]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state)
    {
        // The step with the highest rate, counted from 0; where the training is too short to rise, it begins at the top.
        var peak = Math.Max(0, ((double)Rise * time.TotalSteps) - 1);
        var last = Math.Max(time.TotalSteps - 1, peak + 1);
        var start = 1.0 / StartDivisor;
        return time.Step < peak
            ? Between(start, 1, time.Step / peak)
            : Between(1, start / EndDivisor, (time.Step - peak) / (last - peak));
    }

    private static double Between(double from, double to, double t) => to + ((from - to) * CosineSchedule.Fall(t, end: 0));

    private static float RequireDivisor(float value, string name) =>
        value >= 1 && float.IsFinite(value) ? value : throw OutOfRange(value, name, "a finite number, 1 or more");
}
