namespace Ml.Net.Mlp.Engine;

/// <summary>A sink that keeps the features that are not zero; of a row that is written dense they are looked for.</summary>
internal abstract class SparseSink(int count) : RowSink(count)
{
    private float[]? _dense;
    private int[] _indices = [];
    private float[] _values = [];
    private int _row;
    private bool _isDense;

    public override void Begin(int row)
    {
        _row = row;
        _isDense = false;
    }

    public override Span<float> Dense()
    {
        _isDense = true;
        return _dense ??= new float[Count];
    }

    public override void Complete()
    {
        if (_isDense)
        {
            PutNonZeros(_dense!);
        }
    }

    /// <summary>Keeps the features of a row; may be called again for the same one.</summary>
    protected abstract void Put(int row, ReadOnlySpan<int> indices, ReadOnlySpan<float> values);

    internal override void Take(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
        _isDense = false;
        Put(_row, indices, values);
    }

    private void PutNonZeros(ReadOnlySpan<float> features)
    {
        if (_indices.Length == 0)
        {
            _indices = new int[Count];
            _values = new float[Count];
        }

        var count = 0;
        for (var i = 0; i < features.Length; i++)
        {
            _indices[count] = i;
            _values[count] = features[i];
            count += features[i] == 0 ? 0 : 1;
        }

        Put(_row, _indices.AsSpan(0, count), _values.AsSpan(0, count));
    }
}
