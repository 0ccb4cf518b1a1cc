using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The share of (positive, negative) pairs in which the positive row scores higher; ties count half.</summary>
internal static class AreaUnderRocCurve
{
    public static double Compute(IEnumerable<float> positiveScores, IEnumerable<float> negativeScores)
    {
        var positives = positiveScores.Order().ToArray();
        var negatives = negativeScores.Order().ToArray();
        Contracts.CheckParam(positives.Length > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Contracts.CheckParam(negatives.Length > 0, "NegSample", "AUC is not defined when there is no negative class in the data");

        // The sum counts pairs in halves, so it is exact, whatever the order of the additions.
        double sum = 0;
        var lower = 0;
        var notHigher = 0;
        foreach (var score in positives)
        {
            while (lower < negatives.Length && negatives[lower] < score)
                lower++;
            while (notHigher < negatives.Length && negatives[notHigher] <= score)
                notHigher++;
            sum += lower + 0.5 * (notHigher - lower);
        }
        return sum / ((double)positives.Length * negatives.Length);
    }
}
