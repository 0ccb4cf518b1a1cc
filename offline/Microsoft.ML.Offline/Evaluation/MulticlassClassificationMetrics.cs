namespace Microsoft.ML.Data;

/// <summary>How well a multiclass model predicts.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(
        double microAccuracy,
        double macroAccuracy,
        double logLoss,
        double logLossReduction,
        int topKPredictionCount,
        IReadOnlyList<double> topKAccuracyForAllK,
        IReadOnlyList<double> perClassLogLoss,
        ConfusionMatrix confusionMatrix)
    {
        MicroAccuracy = microAccuracy;
        MacroAccuracy = macroAccuracy;
        LogLoss = logLoss;
        LogLossReduction = logLossReduction;
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = topKAccuracyForAllK;
        PerClassLogLoss = perClassLogLoss;
        ConfusionMatrix = confusionMatrix;
    }

    /// <summary>Mean of -ln(probability of the true class).</summary>
    public double LogLoss { get; }

    /// <summary>How much lower the log-loss is than that of a prediction by class frequency, as a fraction of the latter.</summary>
    public double LogLossReduction { get; }

    /// <summary>Mean over the classes of their accuracy.</summary>
    public double MacroAccuracy { get; }

    /// <summary>Share of the rows whose class was predicted.</summary>
    public double MicroAccuracy { get; }

    /// <summary>Share of the rows whose class is among the <see cref="TopKPredictionCount"/> most probable ones; 0 if not asked for.</summary>
    public double TopKAccuracy => TopKAccuracyForAllK?.LastOrDefault() ?? 0;

    /// <summary>The K of <see cref="TopKAccuracy"/>; 0 if not asked for.</summary>
    public int TopKPredictionCount { get; }

    /// <summary>The top-K accuracy for each K from 1; null if not asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    /// <summary>The log-loss of the rows of each class.</summary>
    public IReadOnlyList<double> PerClassLogLoss { get; }

    /// <summary>The confusion matrix.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
