namespace Ml.Net.Mlp.Report;

/// <summary>What happens where all rows of a score of at least a threshold are told as the second class.</summary>
/// <param name="Threshold">The threshold: of the probability, or of the score where there is none.</param>
/// <param name="TruePositives">Rows of the second class told as it.</param>
/// <param name="FalsePositives">Rows of the first class told as the second.</param>
/// <param name="Positives">Rows of the second class.</param>
/// <param name="Negatives">Rows of the first class.</param>
internal sealed record ThresholdPoint(double Threshold, long TruePositives, long FalsePositives, long Positives, long Negatives)
{
    /// <summary>The share of the second class that is found: recall, true positive rate.</summary>
    public double Recall => Ratio(TruePositives, Positives);

    public double FalsePositiveRate => Ratio(FalsePositives, Negatives);

    /// <summary>Whether any row is told as the second class.</summary>
    public bool IsPrecisionDefined => TruePositives + FalsePositives > 0;

    /// <summary>Of the rows told as the second class, the share that is of it; 0 where none are.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    public double F1 => Ratio(2 * TruePositives, TruePositives + FalsePositives + Positives);

    public double Accuracy => Ratio(TruePositives + Negatives - FalsePositives, Positives + Negatives);

    public double ToldPositive => Ratio(TruePositives + FalsePositives, Positives + Negatives);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
