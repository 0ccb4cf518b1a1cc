namespace Ml.Net.Mlp.Report;

/// <summary>A column of nodes in the drawing of a network: its inputs, or the units of a layer.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Kind">What its units compute.</param>
/// <param name="Units">How many there are.</param>
/// <param name="Shown">Those that are drawn, in their order.</param>
internal sealed record DrawnLayer(string Name, string Kind, int Units, IReadOnlyList<int> Shown)
{
    /// <summary>The weights from the units of the column before: rows of inputs, columns of units. Empty for the inputs.</summary>
    public WeightMatrix Weights { get; init; } = WeightMatrix.Empty;

    /// <summary>The biases; empty for the inputs.</summary>
    public float[] Bias { get; init; } = [];
}
