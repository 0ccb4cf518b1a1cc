using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Layer normalization (Ba, Kiros and Hinton, 2016): <c>y = gamma · (x - mean) / sqrt(variance + epsilon) + beta</c> with
/// mean and biased variance of the row's own inputs, in training and in scoring; gamma (1 at first) and beta (0 at first)
/// are learned, one for each input.
/// </summary>
/// <param name="Epsilon">Added to the variance, above 0. Default 0.001, as in Keras; PyTorch has 1e-5.</param>
public sealed record LayerNormalizationLayer(float Epsilon = 1e-3f) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "LayerNormalization";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 2L * inputSize;

    internal override void Validate(int position)
    {
        if (!(Epsilon > 0 && float.IsFinite(Epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(Epsilon), Epsilon, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (layer normalization) has epsilon {Epsilon}; expected a finite number above 0."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new LayerNormalization(inputSize, Epsilon);
}
