namespace Ml.Net.Mlp.Engine;

/// <summary>Rows with all their features.</summary>
internal sealed class DenseFeatures : FeatureRows
{
    private readonly RowStore _store;

    public DenseFeatures(int columns)
    {
        _store = new RowStore(columns);
        Sink = new StoreSink(_store);
    }

    public override int Columns => _store.Columns;

    public override int Count => _store.Count;

    public override bool IsSparse => false;

    public override double Density => 1;

    public override long Bytes => (long)Count * Columns * sizeof(float);

    public override RowSink Sink { get; }

    public override void Commit() => _store.Commit();

    public override ReadOnlySpan<float> Values(int row) => row == Count ? _store.Next() : _store[row];

    public override int Column(int row, int value) => value;

    public override void CopyTo(int row, Span<float> features) => _store[row].CopyTo(features);

    public override void WriteTo(FeatureSink sink, int row) => CopyTo(row, sink.Dense());

    private sealed class StoreSink(RowStore store) : DenseSink(store.Columns)
    {
        private int _row;

        public override void Begin(int row) => _row = row;

        public override Span<float> Dense() => _row == store.Count ? store.Next() : store[_row];
    }
}
