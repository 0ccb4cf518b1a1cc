using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>The range of each slot. Not-a-number is passed over; implicit zeros of sparse rows count.</summary>
internal sealed class MinMaxStatistics<T> : SlotStatistics<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly bool _fixZero;
    private readonly T[] _min;
    private readonly T[] _max;
    private readonly long[] _seen;

    public MinMaxStatistics(int slots, bool fixZero)
    {
        _fixZero = fixZero;
        _min = new T[slots];
        _max = new T[slots];
        _seen = new long[slots];
        Array.Fill(_min, T.PositiveInfinity);
        Array.Fill(_max, T.NegativeInfinity);
    }

    /// <summary>Constant slots get scale 0: they say nothing.</summary>
    public override SlotFunction<T> ToFunction()
    {
        var scale = new T[_min.Length];
        var offset = new T[_min.Length];
        for (var i = 0; i < scale.Length; i++)
        {
            if (_seen[i] < Rows)
                Widen(i, T.Zero);
            if (!(_max[i] > _min[i]))
                continue;
            if (_fixZero)
            {
                scale[i] = T.One / T.Max(T.Abs(_max[i]), T.Abs(_min[i]));
                continue;
            }
            scale[i] = T.One / (_max[i] - _min[i]);
            if (scale[i] != T.Zero)
                offset[i] = _min[i];
        }
        return new AffineFunction<T>(scale, offset);
    }

    protected override void Update(int slot, T value)
    {
        _seen[slot]++;
        Widen(slot, value);
    }

    private void Widen(int slot, T value)
    {
        if (_max[slot] < value)
            _max[slot] = value;
        if (_min[slot] > value)
            _min[slot] = value;
    }
}
