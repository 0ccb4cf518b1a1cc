using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Falls along half a cosine to the end of the training: <c>end + (1 - end) · (1 + cos π t) / 2</c>, with t the share of all steps
/// that were made before (Loshchilov and Hutter, 2017, without restarts; PyTorch's CosineAnnealingLR).
/// </summary>
public sealed class CosineSchedule : LearningRateSchedule
{
    internal CosineSchedule(float end)
        : base("cosine", end) => End = RequireShare(end, nameof(end));

    /// <summary>Where it ends, as a share of the learning rate, 0 to 1. Default 0.</summary>
    public float End { get; }

    internal override bool DependsOnTotal => true;

    internal override NamedComponent With(float[] arguments) => new CosineSchedule(arguments[0]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) => Fall(time.Progress, End);

    /// <summary>Half a cosine from 1 at t = 0 to <paramref name="end"/> at t = 1.</summary>
    internal static double Fall(double t, double end) => end + ((1 - end) * (1 + ExactMath.CosPi(t)) / 2);
}
