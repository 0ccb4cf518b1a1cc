using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>An array of a layer's parameters.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it begins in the layer's part of the flat array; a multiple of 16.</param>
/// <param name="Rows">Rows, the inputs, of weights; 1 otherwise.</param>
/// <param name="Columns">Columns: units.</param>
internal sealed record ParameterPart(ParameterKind Kind, long Offset, int Rows, int Columns)
{
    /// <summary>What the part's learning rate is multiplied by.</summary>
    public float LearningRateFactor { get; init; } = 1;

    /// <summary>Its length in the flat array, padding included; a multiple of 16.</summary>
    public long Size => Kind == ParameterKind.Weights ? PanelLayout.Size(Rows, Columns) : PanelLayout.Pad(Columns);

    /// <summary>Its values, without padding.</summary>
    public long Count => (long)Rows * Columns;

    /// <summary>Whether gradients change it.</summary>
    public bool IsTrainable => Kind != ParameterKind.Statistic;

    /// <summary>Copies the values, row by row.</summary>
    /// <param name="layer">The layer's part of the flat array.</param>
    /// <param name="values">Receives <see cref="Count"/> values.</param>
    public unsafe void Export(float* layer, Span<float> values)
    {
        if (Kind == ParameterKind.Weights)
        {
            PanelLayout.Unpack(layer + Offset, Rows, Columns, values);
        }
        else
        {
            new ReadOnlySpan<float>(layer + Offset, Columns).CopyTo(values);
        }
    }

    /// <summary>The inverse of <see cref="Export"/>.</summary>
    public unsafe void Import(ReadOnlySpan<float> values, float* layer)
    {
        if (Kind == ParameterKind.Weights)
        {
            PanelLayout.Pack(values, Rows, Columns, layer + Offset);
        }
        else
        {
            values[..Columns].CopyTo(new Span<float>(layer + Offset, Columns));
        }
    }
}
