using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Scales every input so that outliers neither set the scale nor reach far, as RealMLP does (Holzmüller et al., 2024):
/// <c>s = (x - median) · factor</c>, then <c>s / sqrt(1 + (s / limit)²)</c>, which is about s near 0 and never exceeds the limit.
/// The factor is <c>1 / (q75 - q25)</c> with the quartiles of the training rows; where they are equal
/// <c>2 / (maximum - minimum)</c>; where these are equal too, 0. Taken from the training rows before the first step and saved
/// with the network; weights of rows do not matter.
/// </summary>
/// <remarks>
/// Quartiles are those of at most 131,072 rows, drawn by the seed; of fewer, but 128 at least, where these would have more
/// than 2^24 values.
/// </remarks>
/// <param name="Limit">What no output exceeds, above 0; <see langword="null"/> for none. Default 3.</param>
public sealed record RobustScaleLayer(float? Limit = 3) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "RobustScale";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 2L * inputSize;

    internal override void Validate(int position)
    {
        if (Limit is { } limit && !(limit > 0 && float.IsFinite(limit)))
        {
            throw new ArgumentOutOfRangeException(nameof(Limit), Limit, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (robust scale) has limit {limit}; expected a finite number above 0, or none."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new RobustScale(inputSize, Limit);
}
