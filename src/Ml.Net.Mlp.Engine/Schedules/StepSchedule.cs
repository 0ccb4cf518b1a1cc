using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Multiplies the learning rate by a number every n epochs: <c>factor^⌊e / n⌋</c>, with e the epochs finished before the step
/// (PyTorch's StepLR).
/// </summary>
public sealed class StepSchedule : LearningRateSchedule
{
    internal StepSchedule(float factor, float epochs)
        : base("step", factor, epochs)
    {
        Factor = RequirePositive(factor, nameof(factor));
        Epochs = RequireCount(epochs, nameof(epochs), least: 1);
    }

    /// <summary>What the rate is multiplied by, above 0. Default 0.1.</summary>
    public float Factor { get; }

    /// <summary>Epochs from one change to the next, 1 or more. Default 30.</summary>
    public int Epochs { get; }

    internal override NamedComponent With(float[] arguments) => new StepSchedule(arguments[0], arguments[1]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) => ExactMath.Power(Factor, time.Epoch / Epochs);
}
