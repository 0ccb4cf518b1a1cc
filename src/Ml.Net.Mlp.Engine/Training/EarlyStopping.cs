namespace Ml.Net.Mlp.Engine;

/// <summary>Ends a training when a metric has stopped getting better. Immutable.</summary>
public sealed record EarlyStopping
{
    /// <summary>
    /// What is watched; it must be defined for the rows and the loss. Default: <see cref="TrainingMetric.ValidationLoss"/>.
    /// </summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>Epochs without a better value after which training stops, 1 or more. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>How much a value must differ to be better, 0 or more. Default 0: any gain counts.</summary>
    public double MinimumChange { get; init; }

    /// <summary>Whether the network of the best epoch is returned rather than that of the last. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    internal bool IsBetter(double value, double best) => Metric.IsLargerBetter()
        ? value > best + MinimumChange
        : value < best - MinimumChange;
}
