using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

// What goes on inside of a network.
public sealed unsafe partial class Network
{
    private static readonly WorkerTeam Alone = new(1);

    private readonly Lazy<IReadOnlyList<NetworkLayer>> _layers;

    /// <summary>The layers with their weights and biases, from the first hidden layer to the output layer.</summary>
    public IReadOnlyList<NetworkLayer> Layers => _layers.Value;

    /// <summary>
    /// The outputs of a layer for one row, as in scoring: dropout hands on what it receives. Meant for looking, not for speed: it
    /// allocates memory for the whole network.
    /// </summary>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="layer">Index in <see cref="NetworkDescription.Layers"/>.</param>
    /// <returns>As many values as the layer has outputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="ArgumentException">The number of features does not fit.</exception>
    public float[] GetActivations(ReadOnlySpan<float> features, int layer)
    {
        RequireLayer(layer);
        RequireLength(features.Length, 1, Description.Inputs, nameof(features));

        // A layer that works in place would overwrite the outputs of the layer before it: the network ends where they are wanted.
        var pass = new NetworkPass(Description, 1, Alone, SimdSupport.Best, _parameters, layers: layer + 1);
        features.CopyTo(pass.Input.RowSpan(0));
        pass.Forward(1);
        return pass.Output.RowSpan(0).ToArray();
    }

    /// <summary>
    /// How an output changes with each input, for one row: the gradient of the output by the inputs, as in scoring (saliency;
    /// Simonyan et al., 2014). Meant for looking, not for speed: it allocates memory for the whole network and its gradient.
    /// </summary>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="ofLogit">
    /// Whether the gradient is that of the weighted sum (logit) of the output instead: the probability of a softmax or sigmoid
    /// hardly changes where it is near 0 or 1. Default false.
    /// </param>
    /// <returns>As many values as the network has inputs.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="ArgumentException">The number of features does not fit.</exception>
    public float[] GetInputGradients(ReadOnlySpan<float> features, int output, bool ofLogit = false)
    {
        RequireLength(features.Length, 1, Description.Inputs, nameof(features));
        if (output < 0 || output >= Description.Outputs)
        {
            throw new ArgumentOutOfRangeException(nameof(output), output, string.Create(CultureInfo.InvariantCulture,
                $"There is no output {output} in {Description}; expected 0 to {Description.Outputs - 1}."));
        }

        // Layers that act only in training have no parameters: without them the flat array is the same.
        var layers = NetworkPass.CreateLayers(Description);
        var network = new NetworkDescription(Description.Inputs, [.. Description.Layers.Where((_, i) => !layers[i].IsTrainingOnly)]);
        network = ofLogit ? network.WithOutputActivation(Activation.Identity) : network;
        var pass = new NetworkPass(
            network, 1, Alone, SimdSupport.Best, _parameters, gradient: new AlignedBuffer(_parameters.Length), forInputs: true);
        features.CopyTo(pass.Input.RowSpan(0));
        pass.Forward(1);
        pass.OutputGradient.RowSpan(0)[output] = 1;
        pass.Backward();
        return pass.InputGradient!.RowSpan(0).ToArray();
    }

    private IReadOnlyList<NetworkLayer> CreateLayers() =>
        [.. Description.Walk().Zip(NetworkSummary.Names(Description)).Select((step, i) => new NetworkLayer(this, i, step.Second, step.First.Inputs))];

    private void RequireLayer(int layer)
    {
        if (layer < 0 || layer >= Description.Layers.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(layer), layer, string.Create(CultureInfo.InvariantCulture,
                $"There is no layer {layer} in {Description}; expected 0 to {Description.Layers.Count - 1}."));
        }
    }
}
