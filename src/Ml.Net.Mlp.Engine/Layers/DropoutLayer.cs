using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Dropout (Srivastava et al., 2014): while training, every input is set to zero with probability <paramref name="Rate"/>
/// and the kept ones are multiplied by <c>1 / (1 - Rate)</c>; at scoring the layer does nothing.
/// </summary>
/// <param name="Rate">Probability of being dropped, 0 (inclusive) to 1 (exclusive); rounded to the nearest 1/65536.</param>
public sealed record DropoutLayer(float Rate) : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 0;

    internal override void Validate(int position)
    {
        if (!(Rate >= 0 && Rate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Rate), Rate, string.Create(
                CultureInfo.InvariantCulture, $"Layer {position} (dropout) has rate {Rate}; expected 0 <= rate < 1."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Dropout(inputSize, Rate, index);
}
