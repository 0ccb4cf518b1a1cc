using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Applies an activation to every input, as a layer of its own: behind a layer that has none, such as a normalization. Behind
/// a dense layer it is the same as that layer's activation.
/// </summary>
/// <param name="Activation">What is applied; none that needs whole rows (softmax) or is a layer itself (PReLU, maxout).</param>
public sealed record ActivationLayer(Activation Activation) : LayerDescription
{
    /// <summary>What is applied to every input.</summary>
    public Activation Activation { get; init; } = Activation ?? throw new ArgumentNullException(nameof(Activation));

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Kind => "Activation";

    /// <inheritdoc/>
    public override int GetOutputSize(int inputSize) => inputSize;

    /// <inheritdoc/>
    public override long GetParameterCount(int inputSize) => 0;

    internal override void Validate(int position)
    {
        Activation.RequireNoLayer(position, "activation");
        if (!Activation.IsElementwise)
        {
            throw new ArgumentException(
                $"Layer {position} (activation) has the {Activation} activation, which needs whole rows; expected one of a dense output layer instead.",
                nameof(Activation));
        }
    }

    internal override Layer CreateLayer(int inputSize, int index) => new AppliedActivation(inputSize, Activation);
}
