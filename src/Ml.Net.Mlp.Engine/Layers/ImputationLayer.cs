using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Puts a value in the place of features that are missing (NaN), as scikit-learn's SimpleImputer does; all others pass
/// unchanged, infinite ones too. The first layer of a network, if any. Means are taken from the training rows before the first
/// step, whatever the rows' weights, and are saved with the network.
/// </summary>
/// <param name="Handling">
/// <see cref="MissingValueHandling.Mean"/> or <see cref="MissingValueHandling.Zero"/>. Default: mean.
/// </param>
public sealed record ImputationLayer(
    [property: JsonConverter(typeof(JsonStringEnumConverter<MissingValueHandling>))] MissingValueHandling Handling = MissingValueHandling.Mean)
    : LayerDescription
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Imputation";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => Handling == MissingValueHandling.Mean ? inputSize : 0;

    internal override void Validate(int position)
    {
        if (Handling is not (MissingValueHandling.Mean or MissingValueHandling.Zero))
        {
            throw new ArgumentOutOfRangeException(nameof(Handling), Handling, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (imputation) has handling {Handling}; expected Mean or Zero."));
        }

        if (position != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} is an imputation; expected it as layer 0, before any layer that computes with missing values."));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Imputation(inputSize, Handling);
}
