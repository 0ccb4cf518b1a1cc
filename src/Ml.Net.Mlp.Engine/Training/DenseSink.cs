namespace Ml.Net.Mlp.Engine;

/// <summary>A sink that keeps all features of a row.</summary>
internal abstract class DenseSink(int count) : RowSink(count)
{
    /// <summary>Makes sparse features dense.</summary>
    public static void Scatter(ReadOnlySpan<int> indices, ReadOnlySpan<float> values, Span<float> features)
    {
        features.Clear();
        for (var i = 0; i < indices.Length; i++)
        {
            features[indices[i]] = values[i];
        }
    }

    internal override void Take(ReadOnlySpan<int> indices, ReadOnlySpan<float> values) => Scatter(indices, values, Dense());
}
