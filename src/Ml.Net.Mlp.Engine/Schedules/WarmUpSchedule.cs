namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Lets the learning rate rise in a straight line over the first epochs (Goyal et al., 2017), after which another schedule begins,
/// over the steps that are left: <c>start + (first - start) · k / n</c>, with k of the n steps of the warm-up made before and
/// <c>first</c> the factor that the other schedule begins with.
/// </summary>
public sealed class WarmUpSchedule : LearningRateSchedule
{
    internal const string Link = "then";

    internal WarmUpSchedule(float epochs, float start, LearningRateSchedule next)
        : base("warmup", [epochs, start], $" {Link} {next}")
    {
        Epochs = RequirePositive(epochs, nameof(epochs));
        Start = RequireShare(start, nameof(start));
        Next = next;
        if (next is WarmUpSchedule or CosLogSchedule)
        {
            throw new InvalidOperationException($"The learning-rate schedule '{next}' rises from a small rate by itself; expected one without a warm-up.");
        }
    }

    /// <summary>Epochs of the rise, above 0; may be a part of one. Default 5.</summary>
    public float Epochs { get; }

    /// <summary>Where it starts, as a share of the learning rate, 0 to 1. Default 0: the first step has the rate 0.</summary>
    public float Start { get; }

    /// <summary>What comes after it.</summary>
    public LearningRateSchedule Next { get; }

    internal override bool DependsOnTotal => Next.DependsOnTotal;

    internal override int StateSize => Next.StateSize;

    internal override PlateauSchedule? Watcher => Next.Watcher;

    internal override NamedComponent With(float[] arguments) => new WarmUpSchedule(arguments[0], arguments[1], Next);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state)
    {
        var steps = (long)Math.Ceiling((double)Epochs * time.StepsPerEpoch);
        var rest = time with { Step = Math.Max(0, time.Step - steps), TotalSteps = Math.Max(1, time.TotalSteps - steps) };
        var factor = Next.RateFactor(rest, state);
        return time.Step < steps ? Start + ((factor - Start) * time.Step / steps) : factor;
    }

    internal override void EndEpoch(EpochResult result, Span<double> state) => Next.EndEpoch(result, state);
}
