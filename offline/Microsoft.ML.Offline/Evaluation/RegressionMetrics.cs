namespace Microsoft.ML.Data;

/// <summary>How well a regression model predicts.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(
        double meanAbsoluteError, double meanSquaredError, double rootMeanSquaredError, double lossFunction, double rSquared)
    {
        MeanAbsoluteError = meanAbsoluteError;
        MeanSquaredError = meanSquaredError;
        RootMeanSquaredError = rootMeanSquaredError;
        LossFunction = lossFunction;
        RSquared = rSquared;
    }

    /// <summary>Mean of |label - score|.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>Mean of (label - score)^2.</summary>
    public double MeanSquaredError { get; }

    /// <summary>Square root of <see cref="MeanSquaredError"/>.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>Mean of the squared loss in single precision.</summary>
    public double LossFunction { get; }

    /// <summary>1 - squared error / squared deviation of the labels from their mean; not a number if the labels are all equal.</summary>
    public double RSquared { get; }
}
