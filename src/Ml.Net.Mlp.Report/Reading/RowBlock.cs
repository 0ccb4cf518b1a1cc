namespace Ml.Net.Mlp.Report;

/// <summary>Some rows of the evaluation data, one after the other.</summary>
/// <param name="capacity">Rows at most.</param>
/// <param name="inputs">Features of a row.</param>
internal sealed class RowBlock(int capacity, int inputs)
{
    private readonly float[] _features = new float[(long)capacity * inputs];
    private readonly float[] _labels = new float[capacity];
    private readonly long[] _numbers = new long[capacity];

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>The features of all rows, row after row.</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan(0, Count * inputs);

    /// <summary>Where the next row's features belong; <see cref="Add"/> makes them a row.</summary>
    public Span<float> Next => _features.AsSpan(Count * inputs, inputs);

    public ReadOnlySpan<float> FeaturesOf(int row) => _features.AsSpan(row * inputs, inputs);

    /// <summary>The class of a row, from 0, or the number that is to be predicted.</summary>
    public float Label(int row) => _labels[row];

    /// <summary>The row's number in the data, from 0, with those left out.</summary>
    public long Number(int row) => _numbers[row];

    public void Add(float label, long number)
    {
        _labels[Count] = label;
        _numbers[Count++] = number;
    }

    public void Clear() => Count = 0;
}
