using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Falls step by step to the end of the training: <c>end + (1 - end) · (1 - t)^power</c>, with t the share of all steps that were
/// made before (Keras' PolynomialDecay, PyTorch's PolynomialLR). Power 1 is a straight line.
/// </summary>
public sealed class PolynomialSchedule : LearningRateSchedule
{
    internal PolynomialSchedule(float power, float end)
        : base("polynomial", power, end)
    {
        Power = RequirePositive(power, nameof(power));
        End = RequireShare(end, nameof(end));
    }

    /// <summary>The exponent, above 0. Default 1.</summary>
    public float Power { get; }

    /// <summary>Where it ends, as a share of the learning rate, 0 to 1. Default 0.</summary>
    public float End { get; }

    internal override bool DependsOnTotal => true;

    internal override NamedComponent With(float[] arguments) => new PolynomialSchedule(arguments[0], arguments[1]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) =>
        End + ((1.0 - End) * ExactMath.Power(1 - time.Progress, (double)Power));
}
