using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Multiplies the learning rate by a number after every epoch, as Ciresan et al. (2010) do: <c>factor^e</c>, with e the epochs
/// finished before the step; within an epoch the rate stays (PyTorch's ExponentialLR).
/// </summary>
public sealed class ExponentialSchedule : LearningRateSchedule
{
    internal ExponentialSchedule(float factor)
        : base("exponential", factor) => Factor = RequirePositive(factor, nameof(factor));

    /// <summary>What the rate is multiplied by, above 0. Default 0.997.</summary>
    public float Factor { get; }

    internal override NamedComponent With(float[] arguments) => new ExponentialSchedule(arguments[0]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) => ExactMath.Power(Factor, time.Epoch);
}
