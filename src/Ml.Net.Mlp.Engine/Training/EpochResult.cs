namespace Ml.Net.Mlp.Engine;

/// <summary>What one epoch brought. All means are weighted as the rows are.</summary>
/// <param name="Epoch">The epoch's number, from 1.</param>
/// <param name="Loss">
/// Mean loss of the training rows, each as its mini-batch was computed: with dropout, before the batch's update, without
/// the L2 penalty (the running mean that Keras shows).
/// </param>
/// <param name="Accuracy">
/// Share of training rows classified correctly, computed alike; where rows have target values and the loss takes them for
/// labels (<see cref="Loss.BinaryCrossEntropy"/>, for example), the share of labels told right, over all outputs; null otherwise.
/// </param>
/// <param name="ValidationLoss">Mean loss of the validation rows after the epoch; null without validation.</param>
/// <param name="ValidationAccuracy">The same of the validation rows after the epoch; null without validation.</param>
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

    /// <summary>
    /// Mean of |ŷ - y| over training rows and outputs, computed as <see cref="Loss"/> is; null where the rows have classes or the
    /// loss takes their target values for labels. In the unit of the targets.
    /// </summary>
    public double? MeanAbsoluteError { get; init; }

    /// <summary>
    /// Coefficient of determination R² of the training rows, computed alike: 1 - Σ(y - ŷ)² / Σ(y - mean of y)² of each output,
    /// averaged over the outputs (scikit-learn's <c>r2_score</c>). An output whose targets are all the same has 1 if it is right
    /// everywhere, otherwise 0. Null where <see cref="MeanAbsoluteError"/> is.
    /// </summary>
    public double? RSquared { get; init; }

    /// <summary>The mean absolute error of the validation rows after the epoch; null without validation.</summary>
    public double? ValidationMeanAbsoluteError { get; init; }

    /// <summary>R² of the validation rows after the epoch; null without validation.</summary>
    public double? ValidationRSquared { get; init; }

    /// <summary>
    /// With two classes, the area under the ROC curve of the validation rows after the epoch: the share of pairs of a row of class
    /// 1 and one of class 0 in which the first has the larger output, equal ones counting half. Null where there is none: without
    /// validation, where all its rows are of one class, and beyond 4,194,304 of them.
    /// </summary>
    public double? ValidationAreaUnderRocCurve { get; init; }
}
