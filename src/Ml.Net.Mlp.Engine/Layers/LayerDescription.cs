using System.Text.Json.Serialization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// One layer of a <see cref="NetworkDescription"/>: what it is, not what it has learned. Immutable and compared by value.
/// </summary>
/// <remarks>
/// The list of derived types below is the registry of layer kinds: a new kind needs its own file and one line here.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "layer", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ActivationLayer), "activation")]
[JsonDerivedType(typeof(BatchNormalizationLayer), "batch_normalization")]
[JsonDerivedType(typeof(DenseLayer), "dense")]
[JsonDerivedType(typeof(DropoutLayer), "dropout")]
[JsonDerivedType(typeof(ImputationLayer), "imputation")]
[JsonDerivedType(typeof(LayerNormalizationLayer), "layer_normalization")]
[JsonDerivedType(typeof(MaxoutLayer), "maxout")]
[JsonDerivedType(typeof(PReLULayer), "prelu")]
[JsonDerivedType(typeof(RobustScaleLayer), "robust_scale")]
[JsonDerivedType(typeof(ScaleLayer), "scale")]
[JsonDerivedType(typeof(StandardizeLayer), "standardize")]
public abstract record LayerDescription
{
    private protected LayerDescription()
    {
    }

    /// <summary>The layer's kind as a summary prints it, for example <c>Dense</c>.</summary>
    [JsonIgnore]
    public abstract string Kind { get; }

    /// <summary>The number of outputs when the layer receives <paramref name="inputSize"/> inputs.</summary>
    /// <param name="inputSize">Outputs of the layer before, 1 or more.</param>
    public abstract int GetOutputSize(int inputSize);

    /// <summary>The number of parameters, trainable or not, when the layer receives <paramref name="inputSize"/> inputs.</summary>
    /// <param name="inputSize">Outputs of the layer before, 1 or more.</param>
    public abstract long GetParameterCount(int inputSize);

    /// <summary>Throws when a value of the layer is out of its range.</summary>
    /// <param name="position">Position in the network, from 0: named in the message.</param>
    internal abstract void Validate(int position);

    /// <summary>Throws when the layer can't receive so many inputs.</summary>
    /// <param name="position">Position in the network, from 0: named in the message.</param>
    /// <param name="inputSize">Outputs of the layer before.</param>
    internal virtual void ValidateInputs(int position, int inputSize)
    {
    }

    /// <summary>Makes the object that computes this layer.</summary>
    /// <param name="inputSize">Outputs of the layer before.</param>
    /// <param name="index">Position in the network, from 0: it separates the layers' random streams.</param>
    internal abstract Layer CreateLayer(int inputSize, int index);
}
