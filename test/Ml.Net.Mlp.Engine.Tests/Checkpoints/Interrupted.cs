namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Trainings that are broken off and gone on with.</summary>
internal static class Interrupted
{
    /// <summary>The same options with other ones of what controls a training.</summary>
    public static TrainingOptions With(
        this TrainingOptions options,
        int? epochs = null,
        Checkpoint? checkpoint = null,
        string? resumeFrom = null,
        Action<EpochControl>? epochEnd = null,
        string? csvLog = null,
        int? threads = null) => new()
        {
            Loss = options.Loss,
            StandardizeTargets = options.StandardizeTargets,
            Optimizer = options.Optimizer,
            LearningRate = options.LearningRate,
            LearningRateSchedule = options.LearningRateSchedule,
            Epochs = epochs ?? options.Epochs,
            BatchSize = options.BatchSize,
            L2Regularization = options.L2Regularization,
            MaxNorm = options.MaxNorm,
            ClipNorm = options.ClipNorm,
            WeightAveraging = options.WeightAveraging,
            Augmentations = options.Augmentations,
            Pretraining = options.Pretraining,
            Shuffle = options.Shuffle,
            ValidationFraction = options.ValidationFraction,
            ClassWeights = options.ClassWeights,
            EarlyStopping = options.EarlyStopping,
            CalibrateTemperature = options.CalibrateTemperature,
            Seed = options.Seed,
            NumberOfThreads = threads ?? options.NumberOfThreads,
            EpochEnd = epochEnd ?? options.EpochEnd,
            Checkpoint = checkpoint ?? options.Checkpoint,
            ResumeFrom = resumeFrom ?? options.ResumeFrom,
            CsvLog = csvLog ?? options.CsvLog,
        };

    /// <summary>Trains with checkpoints until the end of an epoch, where the process might as well have been killed.</summary>
    public static void Until(int epoch, Func<TrainingOptions, Network> train, TrainingOptions options, string path)
    {
        Action broken = () => train(options.With(
            checkpoint: new() { Path = path },
            epochEnd: control =>
            {
                // Thrown by the epoch after, before its checkpoint.
                if (control.Result.Epoch == epoch + 1)
                {
                    throw new TimeoutException();
                }

                options.EpochEnd?.Invoke(control);
            }));
        broken.Should().Throw<TimeoutException>();
    }
}
