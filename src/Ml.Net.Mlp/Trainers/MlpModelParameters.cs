using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

/// <summary>The model that a trainer of multilayer perceptrons learned. Immutable, and safe to use from several threads at once.</summary>
public sealed class MlpModelParameters
{
    internal MlpModelParameters(Network network) => Network = network;

    /// <summary>
    /// The network itself: architecture, weights, and prediction from plain arrays. It can be saved to a file of its own and
    /// used without ML.NET.
    /// </summary>
    public Network Network { get; }

    /// <summary>The course of the training, epoch by epoch. A loaded model has it too, without its times.</summary>
    public TrainingHistory History => Network.History;

    /// <summary>Number of trainable parameters: weights and biases.</summary>
    public long ParameterCount => Network.ParameterCount;

    /// <summary>A table of the layers, their output shapes and parameters, as Keras prints it.</summary>
    public string Summary() => Network.Summary();
}
