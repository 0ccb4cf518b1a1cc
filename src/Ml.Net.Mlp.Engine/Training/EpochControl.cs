using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>What <see cref="TrainingOptions.EpochEnd"/> sees of an epoch, and what it may change.</summary>
public sealed class EpochControl
{
    private double _learningRateFactor;

    internal EpochControl(TrainingProgress progress, IReadOnlyList<EpochResult> epochs, double learningRateFactor)
    {
        Progress = progress;
        Epochs = epochs;
        _learningRateFactor = learningRateFactor;
    }

    /// <summary>Where the training stands.</summary>
    public TrainingProgress Progress { get; }

    /// <summary>The epoch just finished.</summary>
    public EpochResult Result => Progress.Result;

    /// <summary>
    /// All epochs so far, in order, up to <see cref="Result"/>: with those before an interruption, where the training goes on from a
    /// checkpoint, and with those of the network that it goes on with. A copy.
    /// </summary>
    public IReadOnlyList<EpochResult> Epochs { get; }

    /// <summary>
    /// What the learning rates of all steps from here on are multiplied by, on top of their schedule: finite, above 0. It stays
    /// until it is changed again. At first 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public double LearningRateFactor
    {
        get => _learningRateFactor;
        set => _learningRateFactor = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LearningRateFactor), value, string.Create(CultureInfo.InvariantCulture,
                $"LearningRateFactor is {value}; expected a finite number above 0."));
    }

    internal bool IsStopped { get; private set; }

    /// <summary>Ends the training after this epoch, with <see cref="StopReason.Stopped"/>.</summary>
    public void Stop() => IsStopped = true;
}
