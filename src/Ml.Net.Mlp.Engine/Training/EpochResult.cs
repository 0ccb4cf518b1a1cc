namespace Ml.Net.Mlp.Engine;

/// <summary>What one epoch brought.</summary>
/// <param name="Epoch">The epoch's number, from 1.</param>
/// <param name="Loss">
/// Mean loss of the training rows, each as its mini-batch was computed: with dropout, before the batch's update, without
/// the L2 penalty (the running mean that Keras shows).
/// </param>
/// <param name="Accuracy">Share of training rows classified correctly, computed alike; null where there are no classes.</param>
/// <param name="ValidationLoss">Mean loss of the validation rows after the epoch; null without validation.</param>
/// <param name="ValidationAccuracy">Share of validation rows classified correctly after the epoch; null where not defined.</param>
/// <param name="Seconds">
/// Time of the epoch with its validation, in seconds; 0 in a history that was read from a file, which keeps no times.
/// </param>
/// <param name="RowsPerSecond">Training rows a second, validation not counted; 0 where <paramref name="Seconds"/> is.</param>
public sealed record EpochResult(
    int Epoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double Seconds,
    double RowsPerSecond)
{
    /// <summary>The learning rate of the epoch's last step.</summary>
    public float LearningRate { get; init; }
}
