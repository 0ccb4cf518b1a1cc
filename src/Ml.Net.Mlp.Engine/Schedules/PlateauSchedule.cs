using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Multiplies the learning rate by a number when a metric has stopped getting better (ReduceLROnPlateau of Keras and PyTorch; their
/// counting, with an absolute minimum change).
/// </summary>
public sealed class PlateauSchedule : LearningRateSchedule
{
    internal const string Link = "on";

    // What the state's numbers are. The first one tells a best value of 0 from none.
    private const int HasBest = 0;
    private const int Best = 1;
    private const int Waited = 2;
    private const int CoolingDown = 3;
    private const int Reductions = 4;

    internal PlateauSchedule(float factor, float patience, float minimumChange, float cooldown, float end, TrainingMetric? metric)
        : base("plateau", [factor, patience, minimumChange, cooldown, end], metric == null ? "" : $" {Link} {metric}")
    {
        Factor = factor is > 0 and < 1 ? factor : throw OutOfRange(factor, nameof(factor), "0 < factor < 1");
        Patience = RequireCount(patience, nameof(patience), least: 0);
        MinimumChange = RequireNonNegative(minimumChange, nameof(minimumChange));
        Cooldown = RequireCount(cooldown, nameof(cooldown), least: 0);
        End = RequireShare(end, nameof(end));
        Metric = metric is null || Enum.IsDefined(metric.Value)
            ? metric
            : throw new ArgumentOutOfRangeException(nameof(metric), metric, $"metric is {metric}; expected {string.Join(", ", Enum.GetNames<TrainingMetric>())}.");
    }

    /// <summary>What the rate is multiplied by, above 0 and below 1. Default 0.1.</summary>
    public float Factor { get; }

    /// <summary>Epochs without a better value that are borne; the next one lowers the rate. 0 or more. Default 10.</summary>
    public int Patience { get; }

    /// <summary>How much a value must differ to be better, 0 or more. Default 0.0001.</summary>
    public float MinimumChange { get; }

    /// <summary>Epochs after a change that don't count, 0 or more. Default 0.</summary>
    public int Cooldown { get; }

    /// <summary>The rate does not fall below this share of the learning rate, 0 to 1. Default 0.</summary>
    public float End { get; }

    /// <summary>
    /// What is watched. Default (<see langword="null"/>): <see cref="TrainingMetric.ValidationLoss"/> where there is validation,
    /// otherwise <see cref="TrainingMetric.Loss"/>.
    /// </summary>
    public TrainingMetric? Metric { get; }

    internal override int StateSize => 5;

    internal override PlateauSchedule? Watcher => this;

    internal override NamedComponent With(float[] arguments) =>
        new PlateauSchedule(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], Metric);

    /// <summary>The same numbers on a metric.</summary>
    internal PlateauSchedule On(TrainingMetric metric) => new(Factor, Patience, MinimumChange, Cooldown, End, metric);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state) =>
        Math.Max(End, ExactMath.Power(Factor, (long)state[Reductions]));

    internal override void EndEpoch(EpochResult result, Span<double> state)
    {
        var metric = Metric ?? (result.ValidationLoss == null ? TrainingMetric.Loss : TrainingMetric.ValidationLoss);
        var value = metric.Of(result);
        if (state[HasBest] == 0 || new EarlyStopping { Metric = metric, MinimumChange = MinimumChange }.IsBetter(value, state[Best]))
        {
            state[HasBest] = 1;
            state[Best] = value;
            state[Waited] = 0;
        }
        else
        {
            state[Waited]++;
        }

        if (state[CoolingDown] > 0)
        {
            state[CoolingDown]--;
            state[Waited] = 0;
        }

        if (state[Waited] > Patience)
        {
            state[Reductions]++;
            state[CoolingDown] = Cooldown;
            state[Waited] = 0;
        }
    }
}
