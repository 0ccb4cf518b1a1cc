namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Stays at 1 for the first part of the training and then falls along half a cosine to 0: with t the share of all steps that were
/// made before, <c>(1 + cos(π (t - flat) / (1 - flat))) / 2</c> from <c>t = flat</c> on (flat_cos of RealMLP; Holzmüller et al.,
/// 2024).
/// </summary>
public sealed class FlatCosineSchedule : LearningRateSchedule
{
    internal FlatCosineSchedule(float flat)
        : base("flat_cosine", flat) => Flat = RequireUnitInterval(flat, nameof(flat));

    /// <summary>The share of the training that comes before the fall, 0 (inclusive) to 1 (exclusive). Default 0.5.</summary>
    public float Flat { get; }

    internal override bool DependsOnTotal => true;

    internal override NamedComponent With(float[] arguments) => new FlatCosineSchedule(arguments[0]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) =>
        CosineSchedule.Fall(Math.Max(0, time.Progress - Flat) / (1.0 - Flat), end: 0);
}
