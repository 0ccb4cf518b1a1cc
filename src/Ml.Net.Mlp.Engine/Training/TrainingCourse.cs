namespace Ml.Net.Mlp.Engine;

/// <summary>How far a training has come at the end of an epoch: all that it depends on later besides <see cref="TrainingState"/>.</summary>
/// <param name="Epochs">The epochs so far, with those of the trainings that this one continues.</param>
/// <param name="EpochsBefore">How many of them are of the trainings that this one continues.</param>
/// <param name="Step">Steps that the optimizer has made in all.</param>
/// <param name="StepsBefore">Steps that it had made when this training began.</param>
/// <param name="BestEpoch">The best epoch of this training.</param>
/// <param name="BestValue">What was watched, in the best epoch.</param>
/// <param name="BestStep">Steps that had been made when that epoch ended; null where its state is not kept.</param>
/// <param name="Schedule">What the learning-rate schedule carries from epoch to epoch.</param>
/// <param name="LearningRateFactor">What the user's callback wants the learning rate multiplied by.</param>
/// <param name="IsStopped">Whether that callback has stopped the training.</param>
internal sealed record TrainingCourse(
    IReadOnlyList<EpochResult> Epochs,
    int EpochsBefore,
    long Step,
    long StepsBefore,
    int BestEpoch,
    double BestValue,
    long? BestStep,
    IReadOnlyList<double> Schedule,
    double LearningRateFactor,
    bool IsStopped)
{
    /// <summary>What was pretrained before the first epoch.</summary>
    public IReadOnlyList<PretrainingEpoch> Pretraining { get; init; } = [];
}
