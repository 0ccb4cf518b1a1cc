namespace Ml.Net.Mlp.Engine;

/// <summary>A number of <see cref="EpochResult"/> that early stopping can watch.</summary>
public enum TrainingMetric
{
    /// <summary>Mean loss of the training rows; smaller is better.</summary>
    Loss,

    /// <summary>Share of training rows classified correctly, or of their labels; larger is better.</summary>
    Accuracy,

    /// <summary>Mean loss of the validation rows; smaller is better.</summary>
    ValidationLoss,

    /// <summary>Share of validation rows classified correctly, or of their labels; larger is better.</summary>
    ValidationAccuracy,

    /// <summary>Mean absolute error of the training rows, for target values; smaller is better.</summary>
    MeanAbsoluteError,

    /// <summary>Coefficient of determination of the training rows, for target values; larger is better.</summary>
    RSquared,

    /// <summary>Mean absolute error of the validation rows, for target values; smaller is better.</summary>
    ValidationMeanAbsoluteError,

    /// <summary>Coefficient of determination of the validation rows, for target values; larger is better.</summary>
    ValidationRSquared,

    /// <summary>Area under the ROC curve of the validation rows, for two classes; larger is better.</summary>
    ValidationAreaUnderRocCurve,
}
