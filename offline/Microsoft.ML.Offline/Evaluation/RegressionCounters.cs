namespace Microsoft.ML.Data;

/// <summary>Gathers the regression metrics row by row.</summary>
internal sealed class RegressionCounters
{
    private double _rows;
    private double _absoluteError;
    private double _squaredError;
    private double _loss;
    private double _labels;
    private double _squaredLabels;

    public void Add(float label, float score)
    {
        _rows++;
        _labels += label;
        _squaredLabels += label * label;
        var error = Math.Abs((double)label - score);
        _absoluteError += error;
        _squaredError += error * error;

        // ML.NET squares the loss in single precision, unlike the error.
        var difference = score - label;
        _loss += difference * difference;
    }

    public RegressionMetrics ToMetrics()
    {
        if (_rows == 0)
            return new RegressionMetrics(0, 0, 0, 0, 0);
        var deviation = _squaredLabels - _labels * _labels / _rows;
        return new RegressionMetrics(
            _absoluteError / _rows,
            _squaredError / _rows,
            Math.Sqrt(_squaredError / _rows),
            _loss / _rows,
            deviation == 0 ? double.NaN : 1 - _squaredError / deviation);
    }
}
