using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>The model that a trainer of multilayer perceptrons learned. Immutable, and safe to use from several threads at once.</summary>
public sealed class MlpModelParameters
{
    internal MlpModelParameters(Network network, ModelColumns columns)
    {
        Network = network;
        LabelValues = columns.LabelValues;
        Training = columns.Training;
    }

    /// <summary>
    /// The network itself: architecture, weights, and prediction from plain arrays. It can be saved to a file of its own and
    /// used without ML.NET.
    /// </summary>
    public Network Network { get; }

    /// <summary>
    /// What the outputs stand for, in their order: the classes that the label's keys mean, or the slot names of a label that is a
    /// vector, as text. Empty where the label did not say.
    /// </summary>
    public IReadOnlyList<string> OutputNames => [.. LabelValues?.Texts ?? []];

    /// <summary>The course of the training, epoch by epoch. A loaded model has it too, without its times.</summary>
    public TrainingHistory History => Network.History;

    /// <summary>
    /// What the model was trained with: seed, options, number of rows, version of this library. Saved with it;
    /// <see langword="null"/> in a model of a version that kept none.
    /// </summary>
    public MlpTrainingRecord? Training { get; }

    /// <summary>Number of trainable parameters: weights and biases.</summary>
    public long ParameterCount => Network.ParameterCount;

    /// <summary>A table of the layers, their output shapes and parameters, as Keras prints it.</summary>
    public string Summary() => Network.Summary();

    /// <summary>The architecture as JSON; <see cref="NetworkDescription.FromJson"/> reads it.</summary>
    public string ToJson() => Network.Description.ToJson();

    /// <summary>The layers with their weights and biases, from the first hidden layer to the output layer.</summary>
    public IReadOnlyList<NetworkLayer> Layers => Network.Layers;

    /// <inheritdoc cref="Network.GetActivations"/>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="layer">Index in <see cref="Layers"/>.</param>
    public float[] GetActivations(ReadOnlySpan<float> features, int layer) => Network.GetActivations(features, layer);

    /// <summary>The same as values of the label's own type; null where it did not say.</summary>
    internal LabelValues? LabelValues { get; }

    /// <inheritdoc cref="Network.GetInputGradients"/>
    /// <param name="features">The row's features; as many as the network has inputs.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="ofLogit">Whether the gradient is that of the output's logit instead. Default false.</param>
    public float[] GetInputGradients(ReadOnlySpan<float> features, int output, bool ofLogit = false) =>
        Network.GetInputGradients(features, output, ofLogit);
}
