using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A learned factor for each input, 1 at first: as the first layer it learns which features matter, a soft selection of
/// them (RealMLP; Holzmüller et al., 2024).
/// </summary>
/// <param name="LearningRateFactor">
/// What the learning rate of the factors is multiplied by, 0 (they stay 1) or more. Default 1; RealMLP has 6.
/// </param>
public sealed record ScaleLayer(float LearningRateFactor = 1) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Scale";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => inputSize;

    internal override void Validate(int position)
    {
        if (!(LearningRateFactor >= 0 && float.IsFinite(LearningRateFactor)))
        {
            throw new ArgumentOutOfRangeException(nameof(LearningRateFactor), LearningRateFactor, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (scale) has learning rate factor {LearningRateFactor}; expected a finite number, 0 or more."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Scale(inputSize, LearningRateFactor);
}
