namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Collects the features of rows, sparse where that takes much less memory: as the first row comes, but wide rows sparse in any
/// case; and dense from then on where too many values turn out to be other than zero.
/// </summary>
internal sealed class FeatureCollector
{
    /// <summary>Features from which on rows that are added dense are looked at, too: they may be mostly zeros.</summary>
    private const int WideRow = 4096;

    /// <summary>
    /// Share of the values up to which rows are kept sparse: they then take a quarter of the memory of dense ones at most.
    /// </summary>
    private const double LargestDensity = 1 / 8.0;

    /// <summary>Values that the first rows may have beyond that share: those that follow may be sparser.</summary>
    private const int Allowance = 1 << 20;

    private readonly long _labelBytes;
    private readonly Func<string> _nameRow;

    private FeatureRows? _rows;

    /// <summary>Begins with no rows.</summary>
    /// <param name="columns">Features of a row.</param>
    /// <param name="labelBytes">Bytes that a row takes besides its features.</param>
    /// <param name="nameRow">How a message names the row that is being added.</param>
    public FeatureCollector(int columns, long labelBytes, Func<string> nameRow)
    {
        Columns = columns;
        _labelBytes = labelBytes;
        _nameRow = nameRow;
        if (columns >= WideRow)
        {
            _ = Use(new SparseFeatures(columns));
        }
    }

    /// <summary>Features of a row.</summary>
    public int Columns { get; }

    /// <summary>Rows collected so far.</summary>
    public int Count => _rows?.Count ?? 0;

    /// <summary>Bytes that rows may take: they do not become dense where they would then take more.</summary>
    public long MemoryBudget { get; set; } = long.MaxValue;

    /// <summary>Whether there is no room for another row within the budget.</summary>
    public bool IsFull => Rows.IsSparse
        ? Rows.Bytes + (Count * _labelBytes) >= MemoryBudget || Count == Array.MaxLength
        : Count == Math.Clamp(MemoryBudget / DenseBytes, 1, Array.MaxLength);

    /// <summary>The rows.</summary>
    public FeatureRows Rows => _rows ??= new DenseFeatures(Columns);

    private long DenseBytes => (sizeof(float) * (long)Columns) + _labelBytes;

    /// <summary>Where to write the next row; one that was begun before is dropped.</summary>
    public FeatureSink Begin()
    {
        if (_rows == null)
        {
            return new FirstRowSink(this) { NameRow = _nameRow };
        }

        _rows.Sink.Begin(Count);
        return _rows.Sink;
    }

    /// <summary>Ends the writing of the row.</summary>
    /// <returns>Its values, all or those that are kept.</returns>
    /// <exception cref="InvalidOperationException">It was not written.</exception>
    public ReadOnlySpan<float> End()
    {
        if (_rows == null)
        {
            throw new InvalidOperationException("The reader wrote no features of the first row; expected a call of Dense or Sparse.");
        }

        _rows.Sink.Complete();
        return _rows.Values(Count);
    }

    /// <summary>Which feature one of those values is.</summary>
    public int Column(int value) => Rows.Column(Count, value);

    /// <summary>Keeps the row.</summary>
    public void Commit()
    {
        Rows.Commit();
        MakeDenseAbove(Allowance);
    }

    /// <summary>Ends the collection.</summary>
    public FeatureRows Finish()
    {
        MakeDenseAbove(allowance: 0);
        return Rows;
    }

    /// <summary>Has the rows kept there, and begins with the first.</summary>
    private RowSink Use(FeatureRows rows)
    {
        _rows = rows;
        _rows.Sink.NameRow = _nameRow;
        _rows.Sink.Begin(0);
        return _rows.Sink;
    }

    private void MakeDenseAbove(long allowance)
    {
        if (_rows is not SparseFeatures sparse
            || sparse.Entries <= (LargestDensity * Count * Columns) + allowance
            || (Count + 1) * DenseBytes > MemoryBudget)
        {
            return;
        }

        var sink = Use(new DenseFeatures(Columns));
        for (var row = 0; row < sparse.Count; row++)
        {
            sink.Begin(row);
            sparse.CopyTo(row, sink.Dense());
            _rows.Commit();
        }
    }

    /// <summary>Chooses how rows are kept by the form in which the first one comes.</summary>
    private sealed class FirstRowSink(FeatureCollector collector) : FeatureSink(collector.Columns)
    {
        public override Span<float> Dense() => collector.Use(new DenseFeatures(Count)).Dense();

        internal override void Take(ReadOnlySpan<int> indices, ReadOnlySpan<float> values) =>
            collector.Use(new SparseFeatures(Count)).Take(indices, values);
    }
}
