using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Waves that grow longer, from 0 up to 1 and back, the last one ending with the training: <c>(1 - cos(2π log2(1 + (2^n - 1) t))) / 2</c>,
/// with t the share of all steps that were made before. With 4 cycles it is coslog4 of RealMLP (Holzmüller et al., 2024). The
/// first step has the rate 0.
/// </summary>
public sealed class CosLogSchedule : LearningRateSchedule
{
    internal CosLogSchedule(float cycles)
        : base("coslog", cycles) =>
        Cycles = cycles <= 30 ? RequireCount(cycles, nameof(cycles), least: 1) : throw OutOfRange(cycles, nameof(cycles), "a whole number, 1 to 30");

    /// <summary>Number of waves, 1 to 30. Default 4.</summary>
    public int Cycles { get; }

    internal override bool DependsOnTotal => true;

    internal override NamedComponent With(float[] arguments) => new CosLogSchedule(arguments[0]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) =>
        (1 - ExactMath.CosPi(2 * ExactMath.Log2(1 + (((1L << Cycles) - 1) * time.Progress)))) / 2;
}
