namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Rows that are too many for memory. Every epoch reads them anew and mixes them in a shuffle buffer: it is filled first,
/// then each row that is read takes the place of a random one, which goes into the mini-batch. So a row comes into an epoch
/// not much earlier than it is read, and rows mix within about the buffer's length only: where the source is sorted, by class
/// for example, it should be shuffled first. Made by <see cref="TrainingRows.Read"/>.
/// </summary>
public sealed class StreamedTrainingData : TrainingRows
{
    private readonly FeatureRows _buffer;
    private readonly RowStore? _targets;

    internal StreamedTrainingData(FeatureRows buffer, int outputs, RowStore? targets, long count, double totalWeight, Func<RowReader> open)
    {
        _buffer = buffer;
        _targets = targets;
        Outputs = outputs;
        Count = count;
        TotalWeight = totalWeight;
        Open = open;
    }

    /// <summary>Number of rows.</summary>
    public long Count { get; }

    /// <summary>Rows that the shuffle buffer holds.</summary>
    public int BufferRows => _buffer.Count;

    /// <inheritdoc/>
    public override int Inputs => _buffer.Columns;

    /// <inheritdoc/>
    public override int Outputs { get; }

    /// <inheritdoc/>
    public override bool HasClasses => ClassTotals != null;

    /// <inheritdoc/>
    public override bool IsSparse => _buffer.IsSparse;

    /// <inheritdoc/>
    public override long MemoryBytes => _buffer.Bytes + (BufferRows * (8L + (sizeof(float) * (_targets?.Columns ?? 0))));

    /// <summary>Bytes that all rows would take in memory, as estimated from those of the shuffle buffer.</summary>
    public long TotalBytes => (long)((double)MemoryBytes / BufferRows * Count);

    internal override long RowCount => Count;

    /// <summary>Sum of the rows' weights.</summary>
    internal double TotalWeight { get; }

    /// <summary>Sum of the weights of each class's rows; null where rows have target values.</summary>
    internal double[]? ClassTotals { get; init; }

    internal Func<RowReader> Open { get; }

    internal override BatchSource CreateSource(BatchContext context, RowPart part)
    {
        var source = new StreamSource(this, _buffer, _targets, context, part);
        return _targets == null && !HasClasses ? new ReconstructionSource(source) { Context = context } : source;
    }
}
