namespace Ml.Net.Mlp.Engine;

/// <summary>Ends a training when a metric has stopped getting better. Immutable.</summary>
public sealed record EarlyStopping
{
    /// <summary>What is watched. Default: <see cref="TrainingMetric.ValidationLoss"/>.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>Epochs without a better value after which training stops, 1 or more. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>How much a value must differ to be better, 0 or more. Default 0: any gain counts.</summary>
    public double MinimumChange { get; init; }

    /// <summary>Whether the network of the best epoch is returned rather than that of the last. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    internal bool NeedsValidation => Metric is TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy;

    internal bool NeedsAccuracy => Metric is TrainingMetric.Accuracy or TrainingMetric.ValidationAccuracy;

    internal bool IsBetter(double value, double best) => NeedsAccuracy
        ? value > best + MinimumChange
        : value < best - MinimumChange;

    internal double Get(EpochResult epoch) => Metric switch
    {
        TrainingMetric.Loss => epoch.Loss,
        TrainingMetric.Accuracy => epoch.Accuracy!.Value,
        TrainingMetric.ValidationLoss => epoch.ValidationLoss!.Value,
        _ => epoch.ValidationAccuracy!.Value,
    };
}
