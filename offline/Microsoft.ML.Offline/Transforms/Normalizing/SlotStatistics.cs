using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gathers, row by row, what a normalizer needs to know of each slot.</summary>
internal abstract class SlotStatistics<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    protected long Rows { get; private set; }

    public void Add(in VBuffer<T> row)
    {
        Rows++;
        var values = row.GetValues();
        var indices = row.GetIndices();
        for (var i = 0; i < values.Length; i++)
            Update(row.IsDense ? i : indices[i], values[i]);
    }

    public void Add(T value)
    {
        Rows++;
        Update(0, value);
    }

    /// <summary>Call once, after the last row.</summary>
    public abstract SlotFunction<T> ToFunction();

    protected abstract void Update(int slot, T value);
}
