namespace Ml.Net.Mlp.Report;

/// <summary>Collects the scores of two classes and tells what each threshold would do: ROC curve, precision and recall.</summary>
internal sealed class ThresholdCurves
{
    private readonly List<(float Logit, float Score, bool IsPositive)> _rows = [];
    private IReadOnlyList<ThresholdPoint>? _points;

    public void Add(float logit, float score, bool isPositive)
    {
        _rows.Add((logit, score, isPositive));
        _points = null;
    }

    /// <summary>Whether there are rows of both classes; otherwise the areas mean nothing.</summary>
    public bool HasBothClasses => Points[^1] is { Positives: > 0, Negatives: > 0 };

    /// <summary>A point for each score that occurs, the highest first; before them one where no row is told as the second class.</summary>
    public IReadOnlyList<ThresholdPoint> Points => _points ??= [.. Walk()];

    /// <summary>
    /// The share of pairs of a row of the second and one of the first class in which the former has the larger score, equal ones
    /// counting half; as ML.NET has it.
    /// </summary>
    public double AreaUnderRocCurve =>
        Points.Zip(Points.Skip(1), (a, b) => (b.FalsePositives - a.FalsePositives) * 0.5 * (a.TruePositives + b.TruePositives)).Sum()
            / ((double)Points[^1].Positives * Points[^1].Negatives);

    /// <summary>Σ (recall - recall before) · precision over all thresholds: the area under the curve of precision by recall, in steps.</summary>
    public double AveragePrecision => Points.Zip(Points.Skip(1), (a, b) => (b.Recall - a.Recall) * b.Precision).Sum();

    /// <summary>What a threshold does, also one that no row has.</summary>
    public ThresholdPoint At(double threshold) =>
        (Points.LastOrDefault(point => point.Threshold >= threshold) ?? Points[0]) with { Threshold = threshold };

    /// <summary>The points, or so many of them, evenly spread along the ROC curve, the first and the last among them.</summary>
    public IReadOnlyList<ThresholdPoint> Thinned(int most)
    {
        if (Points.Count <= most)
        {
            return Points;
        }

        // Along both axes at once: a curve that rises steeply keeps its steps.
        var length = (ThresholdPoint point) => point.Recall + point.FalsePositiveRate;
        var kept = new List<ThresholdPoint> { Points[0] };
        foreach (var point in Points.Skip(1).SkipLast(1))
        {
            if (length(point) - length(kept[^1]) >= 2.0 / (most - 2))
            {
                kept.Add(point);
            }
        }

        return [.. kept, Points[^1]];
    }

    private IEnumerable<ThresholdPoint> Walk()
    {
        var (positives, negatives) = (_rows.LongCount(row => row.IsPositive), _rows.LongCount(row => !row.IsPositive));
        var point = new ThresholdPoint(double.PositiveInfinity, 0, 0, positives, negatives);
        yield return point;
        foreach (var group in _rows.GroupBy(row => row.Logit).OrderByDescending(group => group.Key))
        {
            var found = group.LongCount(row => row.IsPositive);
            point = point with
            {
                Threshold = group.First().Score,
                TruePositives = point.TruePositives + found,
                FalsePositives = point.FalsePositives + group.LongCount() - found,
            };
            yield return point;
        }
    }
}
