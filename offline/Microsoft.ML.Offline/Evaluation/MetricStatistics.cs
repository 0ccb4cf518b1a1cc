namespace Microsoft.ML.Data;

/// <summary>Mean and spread of a metric over several measurements.</summary>
public sealed class MetricStatistics
{
    private double _count;
    private double _squaredDeviation;

    internal MetricStatistics()
    {
    }

    /// <summary>The mean.</summary>
    public double Mean { get; private set; }

    /// <summary>The sample standard deviation; 0 for fewer than two measurements.</summary>
    public double StandardDeviation => _count <= 1 ? 0 : Math.Sqrt(_squaredDeviation / _count * _count / (_count - 1));

    /// <summary>The standard error of the mean; 0 for fewer than two measurements.</summary>
    public double StandardError => _count <= 1 ? 0 : StandardDeviation / Math.Sqrt(_count);

    /// <summary>The number of measurements.</summary>
    public int Count => (int)_count;

    internal void Add(double metric)
    {
        var delta = metric - Mean;
        var step = delta / (_count + 1);
        _squaredDeviation += _count * delta * step;
        Mean += step;
        _count++;
    }
}
