using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Parametric rectified linear units (He et al., 2015): <c>x</c> above 0, otherwise <c>a · x</c> with a slope a for each input that
/// training changes and no weight decay shrinks. Behind a dense layer without activation, or a normalization.
/// </summary>
/// <param name="InitialSlope">Every slope before training; a finite number. Default 0.25.</param>
public sealed record PReLULayer(float InitialSlope = 0.25f) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "PReLU";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => inputSize;

    internal override void Validate(int position)
    {
        if (!float.IsFinite(InitialSlope))
        {
            throw new ArgumentOutOfRangeException(nameof(InitialSlope), InitialSlope, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (PReLU) has initial slope {InitialSlope}; expected a finite number."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new PReLU(inputSize, InitialSlope);
}
