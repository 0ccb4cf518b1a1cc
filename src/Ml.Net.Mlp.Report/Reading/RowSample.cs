namespace Ml.Net.Mlp.Report;

/// <summary>Rows drawn at random, each with the same probability, in one pass (Vitter, 1985, algorithm R).</summary>
/// <param name="capacity">Rows at most, 1 or more.</param>
/// <param name="inputs">Features of a row.</param>
/// <param name="seed">Where the random numbers come from.</param>
internal sealed class RowSample(int capacity, int inputs, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<float[]> _features = [];
    private readonly List<float> _labels = [];
    private long _seen;

    public int Count => _features.Count;

    public int Inputs => inputs;

    public ReadOnlySpan<float> FeaturesOf(int row) => _features[row];

    public float Label(int row) => _labels[row];

    public void Add(ReadOnlySpan<float> features, float label)
    {
        _seen++;
        if (Count < capacity)
        {
            _features.Add(features.ToArray());
            _labels.Add(label);
        }
        else if (_random.NextInt64(_seen) is var place && place < capacity)
        {
            features.CopyTo(_features[(int)place]);
            _labels[(int)place] = label;
        }
    }
}
