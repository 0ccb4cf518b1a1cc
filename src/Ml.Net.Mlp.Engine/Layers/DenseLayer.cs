using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A fully connected layer: <c>output = activation(input · weights + bias)</c>, with weights of shape inputs × units.
/// </summary>
/// <param name="Units">Number of neurons, 1 to 16,777,216.</param>
/// <param name="Activation">Applied to every output. Default (<see langword="null"/> here): identity.</param>
/// <param name="Initializer">Draws the initial weights. Default: <see cref="Initializer.GlorotUniform"/>. Biases start at zero.</param>
public sealed record DenseLayer(int Units, Activation? Activation = null, Initializer? Initializer = null) : LayerDescription
{
    /// <summary>Applied to every output. Default: <see cref="Activation.Identity"/>.</summary>
    public Activation Activation { get; init; } = Activation ?? Activation.Identity;

    /// <summary>Draws the initial weights. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; init; } = Initializer ?? Initializer.GlorotUniform;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => Units;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => ((long)inputSize + 1) * Units;

    internal override void Validate(int position)
    {
        if (Units is < 1 or > NetworkDescription.LargestLayer)
        {
            throw new ArgumentOutOfRangeException(nameof(Units), Units, string.Create(CultureInfo.InvariantCulture,
                $"Layer {position} (dense) has {Units} units; expected 1 to {NetworkDescription.LargestLayer}."));
        }

        Activation.RequireNoLayer(position, "dense");
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Dense(inputSize, Units, Activation, Initializer);
}
