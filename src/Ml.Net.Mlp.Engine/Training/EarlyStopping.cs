namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Ends a training when a metric has stopped getting better, and has the network of the best epoch returned. Immutable.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>No early stopping: all epochs are run, and the last one's network is returned.</summary>
    public static EarlyStopping None { get; } = new() { IsNone = true };

    /// <summary>
    /// What is watched; it must be defined for the rows and the loss. Default: <see cref="TrainingMetric.ValidationLoss"/>.
    /// </summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>Epochs without a better value after which training stops, 1 or more; <see cref="int.MaxValue"/> to run all epochs and keep the best. Default 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>How much a value must differ to be better, 0 or more. Default 0: any gain counts.</summary>
    public double MinimumChange { get; init; }

    /// <summary>Whether the network of the best epoch is returned rather than that of the last. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Whether this is <see cref="None"/>, whose other values mean nothing.</summary>
    public bool IsNone { get; private init; }

    /// <summary>What a training watches; null for nothing.</summary>
    internal static EarlyStopping? Of(TrainingOptions options, bool hasValidation) => options.EarlyStopping switch
    {
        null => hasValidation ? new EarlyStopping() : null,
        { IsNone: true } => null,
        var stopping => stopping,
    };

    internal bool IsBetter(double value, double best) => Metric.IsLargerBetter()
        ? value > best + MinimumChange
        : value < best - MinimumChange;
}
