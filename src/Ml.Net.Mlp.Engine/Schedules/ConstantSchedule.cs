namespace Ml.Net.Mlp.Engine;

/// <summary>Factor 1.</summary>
internal sealed class ConstantSchedule() : LearningRateSchedule("constant")
{
    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) => 1;
}
