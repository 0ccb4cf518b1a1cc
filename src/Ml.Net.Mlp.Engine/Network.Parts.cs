using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

// Parts of a network.
public sealed partial class Network
{
    /// <summary>
    /// Some layers as a network of their own, to the same bits: the encoder of an autoencoder, for example, or its decoder. The last of
    /// them must be dense. Parameters are copied; the history is that of the whole network.
    /// </summary>
    /// <param name="first">Index of the first layer in <see cref="NetworkDescription.Layers"/>.</param>
    /// <param name="layers">Number of layers, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such layers.</exception>
    /// <exception cref="ArgumentException">The last of them is not dense.</exception>
    public Network Slice(int first, int layers)
    {
        RequireLayer(first);
        if (layers < 1 || layers > Description.Layers.Count - first)
        {
            throw new ArgumentOutOfRangeException(nameof(layers), layers, string.Create(CultureInfo.InvariantCulture,
                $"layers is {layers}; expected 1 to {Description.Layers.Count - first}, those from layer {first} on."));
        }

        var all = NetworkPass.CreateLayers(Description);
        var description = new NetworkDescription(all[first].Inputs, [.. Description.Layers.Skip(first).Take(layers)]);
        var offset = all[..first].Sum(layer => layer.ParameterSize);
        var parameters = new AlignedBuffer(all[first..(first + layers)].Sum(layer => layer.ParameterSize));
        _parameters.Span.Slice((int)offset, parameters.Length).CopyTo(parameters.Span);
        return new Network(description, parameters, History);
    }
}
