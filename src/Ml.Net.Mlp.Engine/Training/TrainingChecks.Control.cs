namespace Ml.Net.Mlp.Engine;

/// <content>What controls the course of a training.</content>
internal static partial class TrainingChecks
{
    private static void CheckControl(TrainingRows data, TrainingOptions options, bool hasValidation)
    {
        CheckMetric("EarlyStopping.Metric", EarlyStopping.Of(options, hasValidation)?.Metric, data, options.Loss, hasValidation);
        CheckMetric("LearningRateSchedule.Metric", options.LearningRateSchedule?.Watcher?.Metric, data, options.Loss, hasValidation);
    }

    private static void CheckControlOptions(TrainingOptions options)
    {
        RequireOption(options.TimeBudget is null || options.TimeBudget > TimeSpan.Zero, nameof(options.TimeBudget), options.TimeBudget, "a time above zero");
        RequireOption(options.CsvLog != "", nameof(options.CsvLog), "''", "the path of a file, or null for none");
        RequireOption(options.ResumeFrom != "", nameof(options.ResumeFrom), "''", "the path of a checkpoint, or null for none");
        if (options.Checkpoint is { } checkpoint)
        {
            RequireOption(!string.IsNullOrEmpty(checkpoint.Path), "Checkpoint.Path", $"'{checkpoint.Path}'", "the path of a file");
            RequireOption(checkpoint.EveryEpochs >= 1, "Checkpoint.EveryEpochs", checkpoint.EveryEpochs, "1 or more");
            RequireOption(checkpoint.EveryEpochs == 1 || !checkpoint.OnlyBest, "Checkpoint.EveryEpochs", checkpoint.EveryEpochs, "1, because OnlyBest is set");
            RequireOption(options.ResumeFrom == null || !checkpoint.Resume, nameof(options.ResumeFrom), $"'{options.ResumeFrom}'", "null, because Checkpoint.Resume is set");
        }

        if (options.EarlyStopping is { } stopping)
        {
            RequireOption(Enum.IsDefined(stopping.Metric), "EarlyStopping.Metric", stopping.Metric,
                string.Join(", ", Enum.GetNames<TrainingMetric>()));
            RequireOption(stopping.Patience >= 1, "EarlyStopping.Patience", stopping.Patience, "1 or more");
            RequireOption(stopping.MinimumChange >= 0 && double.IsFinite(stopping.MinimumChange), "EarlyStopping.MinimumChange",
                stopping.MinimumChange, "a finite number, 0 or more");
        }
    }

    private static void CheckMetric(string name, TrainingMetric? watched, TrainingRows data, Loss loss, bool hasValidation)
    {
        if (watched is not { } metric)
        {
            return;
        }

        RequireOption(!metric.NeedsValidation() || hasValidation, name,
            metric, "validation data or a ValidationFraction above 0, or a metric of the training rows");
        RequireOption(metric.IsDefinedFor(data, loss), name, metric,
            $"one of {string.Join(", ", Enum.GetValues<TrainingMetric>().Where(m => m.IsDefinedFor(data, loss)))}, which {data.Task} has with the loss {loss}");
    }
}
