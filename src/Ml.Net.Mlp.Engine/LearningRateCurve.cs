namespace Ml.Net.Mlp.Engine;

/// <summary>What the <see cref="LearningRateFinder"/> found: how the loss goes as the learning rate rises. Immutable.</summary>
public sealed class LearningRateCurve
{
    internal LearningRateCurve(IReadOnlyList<LearningRatePoint> points, bool hasDiverged)
    {
        Points = points;
        HasDiverged = hasDiverged;
        var minimum = 0;
        for (var i = 1; i < points.Count; i++)
        {
            minimum = points[i].SmoothedLoss < points[minimum].SmoothedLoss ? i : minimum;
        }

        if (minimum > 0)
        {
            Suggestion = points[minimum].Rate / 10;
            Steepest = points[FindSteepest(minimum)].Rate;
        }
    }

    /// <summary>The steps, from the smallest rate to the largest that was tried.</summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>
    /// Whether the loss grew beyond measure before the largest rate: it became infinite or NaN, or its smoothed value four times the
    /// smallest one. Where it did not, a larger <c>to</c> may show more.
    /// </summary>
    public bool HasDiverged { get; }

    /// <summary>
    /// A tenth of the rate with the smallest smoothed loss: from there the loss would soon grow, so a training needs less. Null where
    /// the loss never fell. The curve of a schedule that ends low, and of a large batch, bears more.
    /// </summary>
    public float? Suggestion { get; }

    /// <summary>
    /// The rate at which the smoothed loss falls the most for a given factor of the rate (Smith, 2017): a larger suggestion than
    /// <see cref="Suggestion"/> where the loss falls late, a smaller one where it falls early. Null where the loss never fell.
    /// </summary>
    public float? Steepest { get; }

    private int FindSteepest(int minimum)
    {
        // Rates are equally spaced on a logarithmic scale, so that differences of losses compare.
        var steepest = 1;
        var largest = double.NegativeInfinity;
        for (var i = 1; i <= minimum; i++)
        {
            var fall = Points[i - 1].SmoothedLoss - Points[i].SmoothedLoss;
            if (fall > largest)
            {
                largest = fall;
                steepest = i;
            }
        }

        return steepest;
    }
}
