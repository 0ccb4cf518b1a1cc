namespace Ml.Net.Mlp.Engine;

/// <summary>A layer of a trained <see cref="Network"/> with its parameters. Immutable.</summary>
public sealed class NetworkLayer
{
    private readonly Lazy<IReadOnlyList<float[]>> _parameters;

    internal NetworkLayer(Network network, int index, string name, int inputs)
    {
        Index = index;
        Name = name;
        Description = network.Description.Layers[index];
        Inputs = inputs;
        _parameters = new Lazy<IReadOnlyList<float[]>>(() => network.GetParameters(index));
    }

    /// <summary>Its place in <see cref="NetworkDescription.Layers"/>, from 0.</summary>
    public int Index { get; }

    /// <summary>Its name in <see cref="Network.Summary"/>, for example <c>dense_1</c>.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public LayerDescription Description { get; }

    /// <summary>Values that it receives.</summary>
    public int Inputs { get; }

    /// <summary>Values that it yields.</summary>
    public int Outputs => Description.GetOutputSize(Inputs);

    /// <summary>
    /// The weights of a dense layer, inputs × units, row by row: element <c>[input · units + unit]</c>. Empty for other layers.
    /// Unpacked when first asked for.
    /// </summary>
    public ReadOnlySpan<float> Weights => Description is DenseLayer ? _parameters.Value[0] : [];

    /// <summary>The biases of a dense layer, one a unit. Empty for other layers.</summary>
    public ReadOnlySpan<float> Bias => Description is DenseLayer ? _parameters.Value[1] : [];

    /// <summary>Number of arrays of parameters.</summary>
    public int ParameterArrayCount => _parameters.Value.Count;

    /// <summary>One of the arrays of parameters, in the order that <see cref="Network.GetParameters"/> tells.</summary>
    /// <param name="array">From 0 to <see cref="ParameterArrayCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such array.</exception>
    public ReadOnlySpan<float> Parameters(int array) => _parameters.Value[array];

    /// <summary>The name and the sizes, for example <c>dense_1: 256 -> 128</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Inputs} -> {Outputs}");
}
