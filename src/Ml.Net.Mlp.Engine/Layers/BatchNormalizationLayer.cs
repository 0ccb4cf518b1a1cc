using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Batch normalization (Ioffe and Szegedy, 2015): <c>y = gamma · (x - mean) / sqrt(variance + epsilon) + beta</c> for each
/// input, with gamma (1 at first) and beta (0 at first) learned. In training, mean and biased variance are those of the
/// mini-batch, whose rows count alike whatever their weights; in scoring, running ones, which are saved with the network:
/// after every step <c>running = momentum · running + (1 - momentum) · batch</c>, from mean 0 and variance 1.
/// </summary>
/// <remarks>
/// Everything is as in Keras. PyTorch calls 1 - momentum momentum (0.1 there), has epsilon 1e-5, and takes the unbiased
/// variance into the running one. A mini-batch of one row has variance 0 and yields beta, as in Keras; PyTorch refuses it.
/// The running statistics need some 300 steps at the default momentum until they follow (0.99^300 is 5 %): for a shorter
/// training, a momentum of 0.9. A trained network takes the layer into the weights of a dense layer before it, so that
/// scoring does not pay for it.
/// </remarks>
/// <param name="Momentum">What the running statistics keep of themselves in a step, 0 (inclusive) to 1 (exclusive). Default 0.99.</param>
/// <param name="Epsilon">Added to the variance, above 0. Default 0.001.</param>
public sealed record BatchNormalizationLayer(float Momentum = 0.99f, float Epsilon = 1e-3f) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "BatchNormalization";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 4L * inputSize;

    internal override void Validate(int position)
    {
        if (!(Momentum >= 0 && Momentum < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Momentum), Momentum, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (batch normalization) has momentum {Momentum}; expected 0 <= momentum < 1."));
        }

        if (!(Epsilon > 0 && float.IsFinite(Epsilon)))
        {
            throw new ArgumentOutOfRangeException(nameof(Epsilon), Epsilon, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (batch normalization) has epsilon {Epsilon}; expected a finite number above 0."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new BatchNormalization(inputSize, Momentum, Epsilon);
}
