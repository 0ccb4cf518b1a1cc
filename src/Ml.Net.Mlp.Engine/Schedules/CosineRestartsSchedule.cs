namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Falls along half a cosine again and again, each time after more epochs than before: SGDR (Loshchilov and Hutter, 2017; PyTorch's
/// CosineAnnealingWarmRestarts). A cycle of n epochs has the factor <c>end + (1 - end) · (1 + cos(π e / n)) / 2</c>, with e the
/// epochs since it began, parts of one included; the next one has <c>growth · n</c>.
/// </summary>
public sealed class CosineRestartsSchedule : LearningRateSchedule
{
    internal CosineRestartsSchedule(float epochs, float growth, float end)
        : base("cosine_restarts", epochs, growth, end)
    {
        Epochs = RequireCount(epochs, nameof(epochs), least: 1);
        Growth = growth >= 1 && float.IsFinite(growth) ? growth : throw OutOfRange(growth, nameof(growth), "a finite number, 1 or more");
        End = RequireShare(end, nameof(end));
    }

    /// <summary>Epochs of the first cycle, 1 or more. Default 10.</summary>
    public int Epochs { get; }

    /// <summary>How many times as long as the one before a cycle is, 1 or more. Default 2.</summary>
    public float Growth { get; }

    /// <summary>Where each cycle ends, as a share of the learning rate, 0 to 1. Default 0.</summary>
    public float End { get; }

    internal override NamedComponent With(float[] arguments) => new CosineRestartsSchedule(arguments[0], arguments[1], arguments[2]);

    internal override double RateFactor(in ScheduleTime time, ReadOnlySpan<double> state)
    {
        var since = time.Epochs;
        double length = Epochs;
        if (Growth == 1)
        {
            since -= Math.Floor(since / length) * length;
        }
        else
        {
            while (since >= length)
            {
                since -= length;
                length *= Growth;
            }
        }

        return CosineSchedule.Fall(since / length, End);
    }
}
