namespace Ml.Net.Mlp.Engine;

/// <summary>A number of <see cref="EpochResult"/> that early stopping can watch.</summary>
public enum TrainingMetric
{
    /// <summary>Mean loss of the training rows; smaller is better.</summary>
    Loss,

    /// <summary>Share of training rows classified correctly; larger is better.</summary>
    Accuracy,

    /// <summary>Mean loss of the validation rows; smaller is better.</summary>
    ValidationLoss,

    /// <summary>Share of validation rows classified correctly; larger is better.</summary>
    ValidationAccuracy,
}
