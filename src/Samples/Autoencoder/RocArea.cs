namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>
/// The area under the ROC curve of a score: the share of pairs of a strange and a usual image in which the strange one has the larger
/// score, equal ones counting half.
/// </summary>
internal static class RocArea
{
    public static double Of(IEnumerable<float> usual, IEnumerable<float> strange)
    {
        var groups = usual.Select(score => (Score: score, IsStrange: false)).Concat(strange.Select(score => (Score: score, IsStrange: true)))
            .GroupBy(image => image.Score).OrderBy(group => group.Key);
        var (pairs, below, all) = (0.0, 0L, 0L);
        foreach (var group in groups)
        {
            long high = group.Count(image => image.IsStrange);
            var low = group.LongCount() - high;
            pairs += high * (below + (low / 2.0));
            below += low;
            all += high;
        }

        return pairs / (below * (double)all);
    }
}
