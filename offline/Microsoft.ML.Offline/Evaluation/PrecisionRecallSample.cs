namespace Microsoft.ML.Data;

/// <summary>The rows from which the area under the precision-recall curve is computed: all, or a random sample of a large set.</summary>
internal sealed class PrecisionRecallSample
{
    private const int Capacity = 100000;

    private readonly Random _random;
    private readonly List<(float Score, bool IsPositive)> _rows = new List<(float Score, bool IsPositive)>();
    private long _seen;

    public PrecisionRecallSample(Random random) => _random = random;

    public void Add(bool isPositive, float score)
    {
        _seen++;
        if (_rows.Count < Capacity)
            _rows.Add((score, isPositive));
        else if (_random.NextDouble() * _seen < Capacity)
            _rows[_random.Next(Capacity)] = (score, isPositive);
    }

    /// <summary>Lower trapezoid estimate: moves the threshold down row by row, and adds the area whenever the recall grows.</summary>
    public double AreaUnderCurve()
    {
        var positives = _rows.Count(row => row.IsPositive);
        double area = 0;
        double previousRecall = 0;
        double previousPrecision = 1;
        var truePositive = 0;
        var falsePositive = 0;
        foreach (var row in _rows.OrderByDescending(row => row.Score))
        {
            if (!row.IsPositive)
            {
                falsePositive++;
                previousPrecision = (double)truePositive / (truePositive + falsePositive);
                continue;
            }
            truePositive++;
            var recall = (double)truePositive / positives;
            var precision = (double)truePositive / (truePositive + falsePositive);
            area += (recall - previousRecall) * (previousPrecision + precision) / 2;
            previousRecall = recall;
            previousPrecision = precision;
        }
        return area;
    }
}
