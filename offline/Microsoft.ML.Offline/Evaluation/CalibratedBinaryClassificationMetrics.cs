namespace Microsoft.ML.Data;

/// <summary>How well a binary model that gives probabilities predicts.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryClassificationMetrics common, double logLoss, double logLossReduction, double entropy)
        : base(
            common.AreaUnderRocCurve,
            common.Accuracy,
            common.PositivePrecision,
            common.PositiveRecall,
            common.NegativePrecision,
            common.NegativeRecall,
            common.F1Score,
            common.AreaUnderPrecisionRecallCurve,
            common.ConfusionMatrix)
    {
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        Entropy = entropy;
    }

    /// <summary>Mean of -log2(probability of the true class).</summary>
    public double LogLoss { get; }

    /// <summary>How much lower the log-loss is than the entropy, as a fraction of the latter.</summary>
    public double LogLossReduction { get; }

    /// <summary>The log-loss of a prediction by class frequency.</summary>
    public double Entropy { get; }
}
