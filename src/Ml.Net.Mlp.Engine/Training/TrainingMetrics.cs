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

    /// <summary>Whether rows have it under a loss.</summary>
    public static bool IsDefinedFor(this TrainingMetric metric, TrainingRows rows, Loss loss) =>
        metric.IsDefinedFor(rows.Task, loss) && (metric != TrainingMetric.ValidationAreaUnderRocCurve || rows.ClassCount == 2);

    /// <summary>Whether rows of this kind may have it under a loss.</summary>
    public static bool IsDefinedFor(this TrainingMetric metric, LearningTasks task, Loss loss)
    {
        var hasClasses = task != LearningTasks.Regression;
        return metric switch
        {
            TrainingMetric.Loss or TrainingMetric.ValidationLoss => true,
            TrainingMetric.Accuracy or TrainingMetric.ValidationAccuracy => hasClasses || loss.TargetsAreLabels,
            TrainingMetric.ValidationAreaUnderRocCurve => hasClasses,
            _ => !hasClasses && !loss.TargetsAreLabels,
        };
    }

    /// <summary>Its value in an epoch.</summary>
    /// <exception cref="ArgumentException">The epoch has none, which only the rows' values decide.</exception>
    public static double Of(this TrainingMetric metric, EpochResult epoch) => metric.In(epoch) ?? throw new ArgumentException(
        $"The validation rows have no {metric}; it needs rows of both classes with a weight above 0, {RocCurve.MostRows} rows at most. Watch another metric, or choose other validation rows.");

    /// <summary>Its value in an epoch; null where it has none.</summary>
    public static double? In(this TrainingMetric metric, EpochResult epoch) => metric switch
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
    };
}
