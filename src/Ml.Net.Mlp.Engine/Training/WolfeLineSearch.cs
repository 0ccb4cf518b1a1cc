namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Finds a point along a descent direction that meets the strong Wolfe conditions: the function has become smaller, by a
/// little of what its slope promised, and its slope flatter (Nocedal and Wright, 2006, algorithms 3.5 and 3.6).
/// </summary>
/// <param name="evaluate">The function and its slope at a step along the direction; the value may be infinite or NaN.</param>
internal sealed class WolfeLineSearch(Func<float, LinePoint> evaluate)
{
    private const double Decrease = 1e-4;
    private const double Flattening = 0.9;
    private const int MostTrials = 25;

    private LinePoint _start;
    private int _trials;

    /// <summary>Searches.</summary>
    /// <param name="start">The point at step 0; its slope is below 0.</param>
    /// <param name="firstStep">The step to try first, above 0.</param>
    /// <returns>
    /// The point; after 25 trials without one the lowest that was found, which is <paramref name="start"/> when none was lower.
    /// </returns>
    public LinePoint Find(LinePoint start, float firstStep)
    {
        _start = start;
        _trials = 0;
        var last = start;
        var step = firstStep;
        while (_trials < MostTrials)
        {
            var point = Try(step);
            if (!IsLower(point) || (last.Step > 0 && point.Value >= last.Value))
            {
                return Narrow(last, point);
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope >= 0)
            {
                return Narrow(point, last);
            }

            // Still downhill: on to where a cubic has its minimum, a little to ten times as far.
            step = (float)Interpolate(last, point, point.Step + (0.01 * (point.Step - last.Step)), 10.0 * point.Step);
            last = point;
        }

        return last;
    }

    private LinePoint Try(float step)
    {
        _trials++;
        return evaluate(step);
    }

    private bool IsLower(LinePoint point) => point.Value <= _start.Value + (Decrease * point.Step * _start.Slope);

    private bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flattening * _start.Slope;

    /// <summary>Between the lowest point so far and one on the other side of a minimum.</summary>
    private LinePoint Narrow(LinePoint low, LinePoint high)
    {
        var wasNearEnd = false;
        while (_trials < MostTrials)
        {
            double left = Math.Min(low.Step, high.Step), right = Math.Max(low.Step, high.Step);
            var step = Interpolate(low, high, left, right);

            // A trial close to an end makes the bracket little shorter: the second one in a row is moved into it.
            var margin = 0.1 * (right - left);
            var isNearEnd = Math.Min(step - left, right - step) < margin;
            if (isNearEnd && (wasNearEnd || step <= left || step >= right))
            {
                step = step - left < right - step ? left + margin : right - margin;
                isNearEnd = false;
            }

            wasNearEnd = isNearEnd;
            var point = Try((float)step);
            if (!IsLower(point) || point.Value >= low.Value)
            {
                high = point;
                continue;
            }

            if (IsFlat(point))
            {
                return point;
            }

            if (point.Slope * (high.Step - low.Step) >= 0)
            {
                high = low;
            }

            low = point;
        }

        return low;
    }

    /// <summary>
    /// Where the cubic through both points with their slopes has its minimum (Nocedal and Wright, 2006, formula 3.59), kept in
    /// bounds; their middle where it has none or a point is not finite.
    /// </summary>
    private static double Interpolate(LinePoint a, LinePoint b, double least, double most)
    {
        var (left, right) = a.Step <= b.Step ? (a, b) : (b, a);
        var d1 = left.Slope + right.Slope - (3 * (left.Value - right.Value) / ((double)left.Step - right.Step));
        var square = (d1 * d1) - (left.Slope * right.Slope);
        var d2 = Math.Sqrt(square);
        var step = right.Step - (((double)right.Step - left.Step) * (right.Slope + d2 - d1) / (right.Slope - left.Slope + (2 * d2)));
        return double.IsFinite(step) ? Math.Clamp(step, least, most) : (least + most) / 2;
    }
}
