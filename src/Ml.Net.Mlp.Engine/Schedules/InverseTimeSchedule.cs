using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Falls ever more slowly: <c>(1 + decay · e)^-power</c>, with e the epochs before the step, parts of one included (Keras'
/// InverseTimeDecay with power 1; scikit-learn's <c>invscaling</c> counts rows: there <c>decay</c> is the number of rows, and e is
/// whole).
/// </summary>
public sealed class InverseTimeSchedule : LearningRateSchedule
{
    internal InverseTimeSchedule(float decay, float power)
        : base("inverse_time", decay, power)
    {
        Decay = RequirePositive(decay, nameof(decay));
        Power = RequirePositive(power, nameof(power));
    }

    /// <summary>How fast it falls, an epoch; above 0. Default 1: half the rate after one epoch.</summary>
    public float Decay { get; }

    /// <summary>The exponent, above 0. Default 1.</summary>
    public float Power { get; }

    internal override NamedComponent With(float[] arguments) => new InverseTimeSchedule(arguments[0], arguments[1]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) =>
        1 / ExactMath.Power(1 + (Decay * time.Epochs), (double)Power);
}
