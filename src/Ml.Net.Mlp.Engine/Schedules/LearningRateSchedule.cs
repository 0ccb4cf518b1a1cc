using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// How the learning rate changes in the course of a training: each step's rate is
/// <see cref="TrainingOptions.LearningRate"/> times the schedule's factor. Immutable, compared by value.
/// </summary>
/// <remarks>To add one: a file beside this one, a factory here, a line in <see cref="All"/> and one in the schedule tests.</remarks>
public abstract class LearningRateSchedule : NamedComponent
{
    private protected LearningRateSchedule(string name, params float[] arguments)
        : base(name, arguments)
    {
    }

    private protected LearningRateSchedule(string name, float[] arguments, string rest)
        : base(name, arguments, rest)
    {
    }

    /// <summary>The same learning rate throughout: what a training does without a schedule.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Every schedule, with its default numbers, in the order of the documentation.</summary>
    public static IReadOnlyList<LearningRateSchedule> All { get; } =
    [
        Constant, Step(), Exponential(), Polynomial(), InverseTime(), Cosine(), CosineRestarts(), FlatCosine(), CosLog(), OneCycle(),
        Plateau(), Constant.AfterWarmUp(),
    ];

    /// <summary>Whether the factor depends on how many steps there are in all.</summary>
    internal virtual bool DependsOnTotal => false;

    /// <summary>Numbers that the schedule carries from epoch to epoch, all 0 at first.</summary>
    internal virtual int StateSize => 0;

    /// <summary>What the schedule watches; null where it watches nothing.</summary>
    internal virtual PlateauSchedule? Watcher => null;

    /// <inheritdoc cref="StepSchedule"/>
    /// <param name="factor"><inheritdoc cref="StepSchedule.Factor" path="/summary/node()"/></param>
    /// <param name="epochs"><inheritdoc cref="StepSchedule.Epochs" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule Step(float factor = 0.1f, int epochs = 30) => new StepSchedule(factor, epochs);

    /// <inheritdoc cref="ExponentialSchedule"/>
    /// <param name="factor"><inheritdoc cref="ExponentialSchedule.Factor" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is out of its range.</exception>
    public static LearningRateSchedule Exponential(float factor = 0.997f) => new ExponentialSchedule(factor);

    /// <inheritdoc cref="PolynomialSchedule"/>
    /// <param name="power"><inheritdoc cref="PolynomialSchedule.Power" path="/summary/node()"/></param>
    /// <param name="end"><inheritdoc cref="PolynomialSchedule.End" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule Polynomial(float power = 1, float end = 0) => new PolynomialSchedule(power, end);

    /// <inheritdoc cref="InverseTimeSchedule"/>
    /// <param name="decay"><inheritdoc cref="InverseTimeSchedule.Decay" path="/summary/node()"/></param>
    /// <param name="power"><inheritdoc cref="InverseTimeSchedule.Power" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule InverseTime(float decay = 1, float power = 1) => new InverseTimeSchedule(decay, power);

    /// <inheritdoc cref="CosineSchedule"/>
    /// <param name="end"><inheritdoc cref="CosineSchedule.End" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The end is out of its range.</exception>
    public static LearningRateSchedule Cosine(float end = 0) => new CosineSchedule(end);

    /// <inheritdoc cref="CosineRestartsSchedule"/>
    /// <param name="epochs"><inheritdoc cref="CosineRestartsSchedule.Epochs" path="/summary/node()"/></param>
    /// <param name="growth"><inheritdoc cref="CosineRestartsSchedule.Growth" path="/summary/node()"/></param>
    /// <param name="end"><inheritdoc cref="CosineRestartsSchedule.End" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule CosineRestarts(int epochs = 10, float growth = 2, float end = 0) =>
        new CosineRestartsSchedule(epochs, growth, end);

    /// <inheritdoc cref="FlatCosineSchedule"/>
    /// <param name="flat"><inheritdoc cref="FlatCosineSchedule.Flat" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range.</exception>
    public static LearningRateSchedule FlatCosine(float flat = 0.5f) => new FlatCosineSchedule(flat);

    /// <inheritdoc cref="CosLogSchedule"/>
    /// <param name="cycles"><inheritdoc cref="CosLogSchedule.Cycles" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The number of cycles is out of its range.</exception>
    public static LearningRateSchedule CosLog(int cycles = 4) => new CosLogSchedule(cycles);

    /// <inheritdoc cref="OneCycleSchedule"/>
    /// <param name="rise"><inheritdoc cref="OneCycleSchedule.Rise" path="/summary/node()"/></param>
    /// <param name="startDivisor"><inheritdoc cref="OneCycleSchedule.StartDivisor" path="/summary/node()"/></param>
    /// <param name="endDivisor"><inheritdoc cref="OneCycleSchedule.EndDivisor" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule OneCycle(float rise = 0.3f, float startDivisor = 25, float endDivisor = 1e4f) =>
        new OneCycleSchedule(rise, startDivisor, endDivisor);

    /// <inheritdoc cref="PlateauSchedule"/>
    /// <param name="factor"><inheritdoc cref="PlateauSchedule.Factor" path="/summary/node()"/></param>
    /// <param name="patience"><inheritdoc cref="PlateauSchedule.Patience" path="/summary/node()"/></param>
    /// <param name="minimumChange"><inheritdoc cref="PlateauSchedule.MinimumChange" path="/summary/node()"/></param>
    /// <param name="cooldown"><inheritdoc cref="PlateauSchedule.Cooldown" path="/summary/node()"/></param>
    /// <param name="end"><inheritdoc cref="PlateauSchedule.End" path="/summary/node()"/></param>
    /// <param name="metric"><inheritdoc cref="PlateauSchedule.Metric" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static LearningRateSchedule Plateau(
        float factor = 0.1f, int patience = 10, float minimumChange = 1e-4f, int cooldown = 0, float end = 0, TrainingMetric? metric = null) =>
        new PlateauSchedule(factor, patience, minimumChange, cooldown, end, metric);

    /// <summary>Finds a schedule by its text, in any case.</summary>
    /// <param name="text">
    /// A name, or a name with its numbers, for example <c>exponential(0.997)</c>; a plateau may be followed by <c>on</c> and a
    /// metric, a warm-up by <c>then</c> and another schedule: <c>warmup(5, 0) then cosine(0)</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static LearningRateSchedule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (head, then) = Split(text, WarmUpSchedule.Link);
        var (name, metric) = Split(head, PlateauSchedule.Link);
        var schedule = ComponentNames.Parse(name.Trim(), "learning-rate schedule", All);
        if (metric != null)
        {
            schedule = schedule is PlateauSchedule plateau && Enum.TryParse<TrainingMetric>(metric, ignoreCase: true, out var watched) && Enum.IsDefined(watched)
                ? plateau.On(watched)
                : throw new ArgumentException(
                    $"The learning-rate schedule '{text}' can't be read; expected a plateau before '{PlateauSchedule.Link}', and behind it one of {string.Join(", ", Enum.GetNames<TrainingMetric>())}.", nameof(text));
        }

        if (then != null)
        {
            schedule = schedule is WarmUpSchedule warmUp
                ? Parse(then).AfterWarmUp(warmUp.Epochs, warmUp.Start)
                : throw new ArgumentException(
                    $"The learning-rate schedule '{text}' can't be read; expected a warmup before '{WarmUpSchedule.Link}'.", nameof(text));
        }

        return schedule;
    }

    /// <inheritdoc cref="WarmUpSchedule"/>
    /// <param name="epochs"><inheritdoc cref="WarmUpSchedule.Epochs" path="/summary/node()"/></param>
    /// <param name="start"><inheritdoc cref="WarmUpSchedule.Start" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The schedule rises from a small rate by itself: one with a warm-up, or <see cref="CosLog"/>.</exception>
    public LearningRateSchedule AfterWarmUp(float epochs = 5, float start = 0) => new WarmUpSchedule(epochs, start, this);

    /// <summary>
    /// What the learning rate of a step is multiplied by, for a look at the curve; without what <see cref="Plateau"/> learns from
    /// its metric.
    /// </summary>
    /// <param name="step">Steps made before, 0 to <c><paramref name="epochs"/> · <paramref name="stepsPerEpoch"/> - 1</c>.</param>
    /// <param name="stepsPerEpoch">Mini-batches of an epoch, 1 or more.</param>
    /// <param name="epochs">Epochs of the training, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public double FactorAt(long step, long stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        var time = new ScheduleTime(step, stepsPerEpoch, epochs * stepsPerEpoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, time.TotalSteps);
        return RateFactor(time, new double[StateSize]);
    }

    /// <summary>What the learning rate of a step is multiplied by. Deterministic to the bit on every system.</summary>
    /// <param name="time">The step.</param>
    /// <param name="state">What the schedule carries from epoch to epoch, <see cref="StateSize"/> numbers.</param>
    internal abstract double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state);

    /// <summary>Notes what an epoch brought.</summary>
    /// <param name="result">The epoch.</param>
    /// <param name="state">What the schedule carries from epoch to epoch.</param>
    internal virtual void EndEpoch(EpochResult result, Span<double> state)
    {
    }

    private protected static float RequireShare(float value, string name) => value is >= 0 and <= 1
        ? value
        : throw OutOfRange(value, name, $"0 <= {name} <= 1");

    private protected static int RequireCount(float value, string name, int least) => value >= least && value <= 1e9f && value == (int)value
        ? (int)value
        : throw OutOfRange(value, name, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more"));

    private static (string Head, string? Tail) Split(string text, string link)
    {
        var at = text.IndexOf($" {link} ", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? (text, null) : (text[..at], text[(at + link.Length + 2)..].Trim());
    }
}
