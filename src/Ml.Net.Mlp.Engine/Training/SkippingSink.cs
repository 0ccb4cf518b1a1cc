namespace Ml.Net.Mlp.Engine;

/// <summary>Keeps nothing: for rows that are passed by.</summary>
internal sealed class SkippingSink(int count) : RowSink(count)
{
    private float[]? _dense;

    public override void Begin(int row)
    {
    }

    public override Span<float> Dense() => _dense ??= new float[Count];

    internal override void Take(ReadOnlySpan<int> indices, ReadOnlySpan<float> values)
    {
    }
}
