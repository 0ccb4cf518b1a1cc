namespace Ml.Net.Mlp.Engine;

/// <content>What controls the course of a training.</content>
internal static partial class TrainingChecks
{
    private static void CheckControl(TrainingRows data, TrainingOptions options, bool hasValidation)
    {
        CheckMetric("EarlyStopping.Metric", options.EarlyStopping?.Metric, data, hasValidation);
        CheckMetric("LearningRateSchedule.Metric", options.LearningRateSchedule?.Watcher?.Metric, data, hasValidation);
    }

    private static void CheckControlOptions(TrainingOptions options)
    {
        if (options.EarlyStopping is { } stopping)
        {
            RequireOption(Enum.IsDefined(stopping.Metric), "EarlyStopping.Metric", stopping.Metric,
                string.Join(", ", Enum.GetNames<TrainingMetric>()));
            RequireOption(stopping.Patience >= 1, "EarlyStopping.Patience", stopping.Patience, "1 or more");
            RequireOption(stopping.MinimumChange >= 0 && double.IsFinite(stopping.MinimumChange), "EarlyStopping.MinimumChange",
                stopping.MinimumChange, "a finite number, 0 or more");
        }
    }

    private static void CheckMetric(string name, TrainingMetric? metric, TrainingRows data, bool hasValidation)
    {
        if (metric == null)
        {
            return;
        }

        var watch = new EarlyStopping { Metric = metric.Value };
        RequireOption(!watch.NeedsValidation || hasValidation, name,
            metric, "validation data or a ValidationFraction above 0, or a metric of the training rows");
        RequireOption(!watch.NeedsAccuracy || data.HasClasses, name, metric, "a loss, because target values have no accuracy");
    }
}
