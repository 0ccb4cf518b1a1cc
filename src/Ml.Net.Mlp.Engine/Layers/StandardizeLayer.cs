using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Brings every input to mean 0 and standard deviation 1: <c>(x - mean) / deviation</c> with the mean and the (biased)
/// standard deviation of the training rows, which are taken from them before the first step and saved with the network. An
/// input that is the same in all training rows becomes 0. Keras: <c>Normalization</c> with <c>adapt</c>. Weights of rows do not matter.
/// </summary>
public sealed record StandardizeLayer : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Standardize";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 2L * inputSize;

    internal override void Validate(int position)
    {
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Standardize(inputSize);
}
