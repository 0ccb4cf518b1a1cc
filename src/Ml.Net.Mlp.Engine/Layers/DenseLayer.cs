using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A fully connected layer: <c>output = activation(input · weights + bias)</c>, with weights of shape inputs × units.
/// </summary>
/// <param name="Units">Number of neurons, 1 to 16,777,216.</param>
/// <param name="Activation">Applied to every output. Default (<see langword="null"/> here): identity.</param>
/// <param name="Initializer">Draws the initial weights. Default: <see cref="Initializer.GlorotUniform"/>.</param>
public sealed record DenseLayer(int Units, Activation? Activation = null, Initializer? Initializer = null) : LayerDescription
{
    /// <summary>Applied to every output. Default: <see cref="Activation.Identity"/>.</summary>
    public Activation Activation { get; init; } = Activation ?? Activation.Identity;

    /// <summary>Draws the initial weights. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; init; } = Initializer ?? Initializer.GlorotUniform;

    /// <summary>What the learning rate of the weights is multiplied by, 0 (they stay as drawn) or more. Default 1.</summary>
    [DefaultValue(1f)]
    public float WeightLearningRateFactor { get; init; } = 1;

    /// <summary>What the learning rate of the biases is multiplied by, 0 (they stay as drawn) or more. Default 1; RealMLP has 0.1.</summary>
    [DefaultValue(1f)]
    public float BiasLearningRateFactor { get; init; } = 1;

    /// <summary>
    /// Whether the learning rate of the weights is also multiplied by <c>1 / sqrt(inputs)</c>. With initial weights of variance
    /// 1 / inputs (LeCun's normal ones) and an optimizer whose steps do not depend on the size of gradients (Adam and its kin),
    /// this is the neural tangent parametrization (Jacot, Gabriel and Hongler, 2018), <c>input · V / sqrt(inputs) + bias</c>
    /// with weights V of variance 1: the division is done once, in the weights, and costs nothing. Default: false.
    /// </summary>
    [DefaultValue(false)]
    public bool NeuralTangent { get; init; }

    /// <summary>What biases start at, or the mean of what they start at; finite. Default 0.</summary>
    [DefaultValue(0f)]
    public float InitialBias { get; init; }

    /// <summary>
    /// Standard deviation of the initial biases, drawn from a normal distribution around <see cref="InitialBias"/>; 0 or more.
    /// Default 0: all the same. RealMLP has 1.
    /// </summary>
    [DefaultValue(0f)]
    public float InitialBiasDeviation { get; init; }

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
        RequireNonNegative(position, nameof(WeightLearningRateFactor), "weight learning rate factor", WeightLearningRateFactor);
        RequireNonNegative(position, nameof(BiasLearningRateFactor), "bias learning rate factor", BiasLearningRateFactor);
        RequireNonNegative(position, nameof(InitialBiasDeviation), "initial bias deviation", InitialBiasDeviation);
        if (!float.IsFinite(InitialBias))
        {
            throw OutOfRange(position, nameof(InitialBias), "initial bias", InitialBias, "a finite number");
        }
    }

    internal override Layer CreateLayer(int inputSize, int index)
    {
        var weightRateFactor = NeuralTangent ? (float)(WeightLearningRateFactor / Math.Sqrt(inputSize)) : WeightLearningRateFactor;
        return new Dense(inputSize, Units, Activation, Initializer, weightRateFactor, BiasLearningRateFactor)
        {
            InitialBias = InitialBias,
            InitialBiasDeviation = InitialBiasDeviation,
        };
    }

    private static void RequireNonNegative(int position, string name, string words, float value)
    {
        if (!(value >= 0 && float.IsFinite(value)))
        {
            throw OutOfRange(position, name, words, value, "a finite number, 0 or more");
        }
    }

    private static ArgumentOutOfRangeException OutOfRange(int position, string name, string words, float value, string expected) =>
        new(name, value, string.Create(CultureInfo.InvariantCulture, $"Layer {position} (dense) has {words} {value}; expected {expected}."));
}
