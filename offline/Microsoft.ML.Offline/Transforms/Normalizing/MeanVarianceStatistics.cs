using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Mean and variance of each slot, by Welford's method. Zeros are counted and added at the end; what is not finite is left out.</summary>
internal sealed class MeanVarianceStatistics<T> : SlotStatistics<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _fixZero;
    private readonly bool _useCdf;
    private readonly double[] _mean;
    private readonly double[] _squaredDeviation;
    private readonly long[] _count;
    private readonly long[] _notFinite;

    public MeanVarianceStatistics(int slots, bool fixZero, bool useCdf)
    {
        _fixZero = fixZero;
        _useCdf = useCdf;
        _mean = new double[slots];
        _squaredDeviation = new double[slots];
        _count = new long[slots];
        _notFinite = new long[slots];
    }

    public override SlotFunction<T> ToFunction()
    {
        var first = new T[_mean.Length];
        var second = new T[_mean.Length];
        for (var i = 0; i < first.Length; i++)
        {
            AddZeros(i, Rows - _notFinite[i] - _count[i]);
            if (_squaredDeviation[i] == 0)
                continue;
            if (_useCdf)
            {
                first[i] = T.CreateTruncating(_mean[i]);
                second[i] = T.CreateTruncating(Math.Sqrt(_squaredDeviation[i] / _count[i]));
            }
            else
            {
                (first[i], second[i]) = ScaleAndOffset(_mean[i], _squaredDeviation[i] / _count[i]);
            }
        }
        return _useCdf ? new CdfFunction<T>(first, second) : new AffineFunction<T>(first, second);
    }

    protected override void Update(int slot, T value)
    {
        if (value == T.Zero)
            return;
        if (!T.IsFinite(value))
        {
            _notFinite[slot]++;
            return;
        }

        _count[slot]++;
        var number = double.CreateTruncating(value);
        var delta = number - _mean[slot];
        _mean[slot] += delta / _count[slot];
        _squaredDeviation[slot] += delta * (number - _mean[slot]);
    }

    private void AddZeros(int slot, long zeros)
    {
        if (zeros == 0)
            return;
        _count[slot] += zeros;
        var delta = 0 - _mean[slot];
        _mean[slot] += delta * zeros / _count[slot];
        _squaredDeviation[slot] += delta * (0 - _mean[slot]) * zeros;
    }

    /// <summary>Divides by the deviation from zero if zeros must stay zeros, else by that from the mean.</summary>
    private (T Scale, T Offset) ScaleAndOffset(double mean, double variance)
    {
        if (variance == 0)
            return (T.Zero, T.Zero);
        if (_fixZero)
            return (T.One / T.CreateTruncating(Math.Sqrt(variance + mean * mean)), T.Zero);
        var scale = T.One / T.CreateTruncating(Math.Sqrt(variance));
        return scale == T.Zero ? (T.Zero, T.Zero) : (scale, T.CreateTruncating(mean));
    }
}
