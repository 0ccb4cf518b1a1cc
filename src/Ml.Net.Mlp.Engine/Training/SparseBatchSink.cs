using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Adds rows to a sparse mini-batch, one after the other from 0 on.</summary>
internal sealed class SparseBatchSink(SparseBatch batch) : SparseSink(batch.Columns)
{
    public SparseBatch Batch => batch;

    protected override void Put(int row, ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        batch.Truncate(row);
        batch.Add(indices, values);
    }
}
