namespace Microsoft.ML.Data;

/// <summary>How well a binary model predicts.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(
        double areaUnderRocCurve,
        double accuracy,
        double positivePrecision,
        double positiveRecall,
        double negativePrecision,
        double negativeRecall,
        double f1Score,
        double areaUnderPrecisionRecallCurve,
        ConfusionMatrix confusionMatrix)
    {
        AreaUnderRocCurve = areaUnderRocCurve;
        Accuracy = accuracy;
        PositivePrecision = positivePrecision;
        PositiveRecall = positiveRecall;
        NegativePrecision = negativePrecision;
        NegativeRecall = negativeRecall;
        F1Score = f1Score;
        AreaUnderPrecisionRecallCurve = areaUnderPrecisionRecallCurve;
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>Probability that a random positive row scores higher than a random negative one.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>Share of the rows predicted correctly.</summary>
    public double Accuracy { get; }

    /// <summary>Share of true positives among the rows predicted positive.</summary>
    public double PositivePrecision { get; }

    /// <summary>Share of the positive rows predicted positive.</summary>
    public double PositiveRecall { get; }

    /// <summary>Share of true negatives among the rows predicted negative.</summary>
    public double NegativePrecision { get; }

    /// <summary>Share of the negative rows predicted negative.</summary>
    public double NegativeRecall { get; }

    /// <summary>Harmonic mean of <see cref="PositivePrecision"/> and <see cref="PositiveRecall"/>.</summary>
    public double F1Score { get; }

    /// <summary>The area under the precision-recall curve.</summary>
    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>The confusion matrix; the positive class comes first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
