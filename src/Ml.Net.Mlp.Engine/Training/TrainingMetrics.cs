namespace Ml.Net.Mlp.Engine;

/// <summary>What each <see cref="TrainingMetric"/> means to those who watch it.</summary>
internal static class TrainingMetrics
{
    /// <summary>Whether a larger value is a better one.</summary>
    public static bool IsLargerBetter(this TrainingMetric metric) => metric is
        TrainingMetric.Accuracy or TrainingMetric.ValidationAccuracy
        or TrainingMetric.RSquared or TrainingMetric.ValidationRSquared
        or TrainingMetric.ValidationAreaUnderRocCurve;

    /// <summary>Whether it is one of the validation rows.</summary>
    public static bool NeedsValidation(this TrainingMetric metric) => metric is
        TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy
        or TrainingMetric.ValidationMeanAbsoluteError or TrainingMetric.ValidationRSquared
        or TrainingMetric.ValidationAreaUnderRocCurve;

    /// <summary>Whether rows of this kind have it.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="task">What there is to learn.</param>
    /// <param name="classCount">Number of classes; 0 where rows have target values.</param>
    /// <param name="loss">The loss, which may take target values for labels.</param>
    public static bool IsDefinedFor(this TrainingMetric metric, LearningTasks task, int classCount, Loss loss) => metric switch
    {
        TrainingMetric.Loss or TrainingMetric.ValidationLoss => true,
        TrainingMetric.Accuracy or TrainingMetric.ValidationAccuracy => task != LearningTasks.Regression || loss.TargetsAreLabels,
        TrainingMetric.ValidationAreaUnderRocCurve => classCount == 2,
        _ => task == LearningTasks.Regression && !loss.TargetsAreLabels,
    };

    /// <summary>Those that rows of this kind have, as a list for messages.</summary>
    public static string DefinedFor(LearningTasks task, int classCount, Loss loss) =>
        string.Join(", ", Enum.GetValues<TrainingMetric>().Where(metric => metric.IsDefinedFor(task, classCount, loss)));

    /// <summary>Its value in an epoch.</summary>
    /// <exception cref="ArgumentException">The epoch has none, which only the rows' values decide.</exception>
    public static double Of(this TrainingMetric metric, EpochResult epoch) => (metric switch
    {
        TrainingMetric.Loss => epoch.Loss,
        TrainingMetric.Accuracy => epoch.Accuracy,
        TrainingMetric.ValidationLoss => epoch.ValidationLoss,
        TrainingMetric.ValidationAccuracy => epoch.ValidationAccuracy,
        TrainingMetric.MeanAbsoluteError => epoch.MeanAbsoluteError,
        TrainingMetric.RSquared => epoch.RSquared,
        TrainingMetric.ValidationMeanAbsoluteError => epoch.ValidationMeanAbsoluteError,
        TrainingMetric.ValidationRSquared => epoch.ValidationRSquared,
        _ => epoch.ValidationAreaUnderRocCurve,
    }) ?? throw new ArgumentException(
        $"The validation rows have no {metric}; it needs rows of both classes with a weight above 0, {RocCurve.MostRows} rows at most. Watch another metric, or choose other validation rows.");
}
