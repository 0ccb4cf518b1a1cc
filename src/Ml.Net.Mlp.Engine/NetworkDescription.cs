using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The architecture of a feed-forward network: how many inputs, and which layers follow. Immutable, compared by value.
/// </summary>
public sealed class NetworkDescription : IEquatable<NetworkDescription>
{
    /// <summary>Inputs or units of a layer at most.</summary>
    internal const int LargestLayer = 1 << 24;

    private static readonly JsonSerializerOptions Json = new()
    {
        TypeInfoResolver = DescriptionJson.Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Describes a network.</summary>
    /// <param name="inputs">Number of inputs (features), 1 to 16,777,216.</param>
    /// <param name="layers">The layers from the first hidden to the output layer; at least one, the last one dense.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or rate is out of its range.</exception>
    /// <exception cref="ArgumentException">The last layer is not dense, a hidden layer has softmax, or it is too large.</exception>
    [JsonConstructor]
    public NetworkDescription(int inputs, IReadOnlyList<LayerDescription> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (inputs is < 1 or > LargestLayer)
        {
            throw new ArgumentOutOfRangeException(nameof(inputs), inputs, string.Create(
                CultureInfo.InvariantCulture, $"The network has {inputs} inputs; expected 1 to {LargestLayer}."));
        }

        Inputs = inputs;
        Layers = Array.AsReadOnly(layers.ToArray());
        Validate();
    }

    /// <summary>Number of inputs (features) of a row.</summary>
    public int Inputs { get; }

    /// <summary>The layers, from the first hidden layer to the output layer.</summary>
    public IReadOnlyList<LayerDescription> Layers { get; }

    /// <summary>Number of outputs of a row: the units of the last layer.</summary>
    [JsonIgnore]
    public int Outputs => OutputLayer.Units;

    /// <summary>Number of parameters: what training changes, and statistics.</summary>
    [JsonIgnore]
    public long ParameterCount => Walk().Sum(step => step.Layer.GetParameterCount(step.Inputs));

    /// <summary>Number of parameters that gradients change: weights, biases, factors.</summary>
    [JsonIgnore]
    public long TrainableParameterCount => NetworkPass.CreateLayers(this).SelectMany(layer => layer.Parts).Where(part => part.IsTrainable).Sum(part => part.Count);

    /// <summary>
    /// Whether features may be missing (NaN): the first layer is an <see cref="ImputationLayer"/>, which puts values in their place.
    /// </summary>
    [JsonIgnore]
    public bool TakesMissingValues => Layers[0] is ImputationLayer;

    internal DenseLayer OutputLayer => (DenseLayer)Layers[^1];

    /// <summary>
    /// Describes a multilayer perceptron: hidden layers, and a dense output layer. A hidden layer is a dense one, then the
    /// normalization, the activation and dropout, as far as they are asked for (the order of Ioffe and Szegedy, 2015). Its
    /// settings are those for all, where it has none of its own.
    /// </summary>
    /// <param name="inputs">Number of inputs, 1 or more.</param>
    /// <param name="hiddenLayers">The hidden layers, each as a number of units or with settings; empty for a linear model.</param>
    /// <param name="outputs">Number of outputs, 1 or more.</param>
    /// <param name="outputActivation">Activation of the output layer, for example <see cref="Activation.Softmax"/>.</param>
    /// <param name="activation">Activation of the hidden layers. Default: <see cref="Activation.ReLU"/>.</param>
    /// <param name="dropoutRate">Dropout after each hidden layer, 0 (none) to below 1. Default 0.</param>
    /// <param name="initializer">Initial weights of all layers. Default: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <param name="normalization">What stands before the activations of the hidden layers. Default: nothing.</param>
    /// <param name="inputDropoutRate">Dropout of the inputs, 0 (none) to below 1. Default 0.</param>
    /// <param name="initialBias">What the biases of the hidden layers start at. Default 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or rate is out of its range.</exception>
    /// <exception cref="ArgumentException">A hidden layer is null or has the softmax activation.</exception>
    [OverloadResolutionPriority(1)]
    public static NetworkDescription MultilayerPerceptron(
        int inputs,
        IReadOnlyList<HiddenLayer> hiddenLayers,
        int outputs,
        Activation outputActivation,
        Activation? activation = null,
        float dropoutRate = 0,
        Initializer? initializer = null,
        Normalization? normalization = null,
        float inputDropoutRate = 0,
        float initialBias = 0)
    {
        ArgumentNullException.ThrowIfNull(hiddenLayers);
        ArgumentNullException.ThrowIfNull(outputActivation);
        new DropoutLayer(inputDropoutRate).Validate(position: 0);
        new DropoutLayer(dropoutRate).Validate(position: 1);
        var layers = new List<LayerDescription>();
        if (inputDropoutRate != 0)
        {
            layers.Add(new DropoutLayer(inputDropoutRate));
        }

        var all = new HiddenLayer(0)
        {
            Activation = activation, Normalization = normalization, DropoutRate = dropoutRate, Initializer = initializer, InitialBias = initialBias,
        };
        for (var i = 0; i < hiddenLayers.Count; i++)
        {
            var hidden = hiddenLayers[i]
                ?? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Hidden layer {i} is null."), nameof(hiddenLayers));
            layers.AddRange(hidden.Expand(all));
        }

        layers.Add(new DenseLayer(outputs, outputActivation, initializer));
        return new NetworkDescription(inputs, layers);
    }

    /// <summary>Describes a multilayer perceptron whose hidden layers differ in nothing but their units.</summary>
    /// <param name="inputs">Number of inputs, 1 or more.</param>
    /// <param name="hiddenLayers">Units of each hidden layer, 1 or more each; empty for a linear model.</param>
    /// <param name="outputs">Number of outputs, 1 or more.</param>
    /// <param name="outputActivation">Activation of the output layer, for example <see cref="Activation.Softmax"/>.</param>
    /// <param name="activation">Activation of the hidden layers. Default: <see cref="Activation.ReLU"/>.</param>
    /// <param name="dropoutRate">Dropout after each hidden layer, 0 (none) to below 1. Default 0.</param>
    /// <param name="initializer">Initial weights of all layers. Default: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or rate is out of its range.</exception>
    public static NetworkDescription MultilayerPerceptron(
        int inputs,
        IReadOnlyList<int> hiddenLayers,
        int outputs,
        Activation outputActivation,
        Activation? activation = null,
        float dropoutRate = 0,
        Initializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(hiddenLayers);
        return MultilayerPerceptron(inputs, [.. hiddenLayers.Select(units => new HiddenLayer(units))], outputs, outputActivation, activation, dropoutRate, initializer);
    }

    /// <summary>
    /// Describes an autoencoder: hidden layers, the code, the same hidden layers in reverse, and as many outputs as inputs. For rows that
    /// are their own targets (<see cref="TrainingDataBuilder.ForReconstruction"/>).
    /// </summary>
    /// <param name="inputs">Number of inputs and outputs, 1 or more.</param>
    /// <param name="hiddenLayers">The hidden layers before the code; those behind it mirror them. May be empty.</param>
    /// <param name="codeSize">Values of the code, 1 or more.</param>
    /// <param name="outputActivation">
    /// What values the outputs can have. Default: <see cref="Activation.Identity"/>; for features from 0 to 1
    /// <see cref="Activation.Sigmoid"/>, with <see cref="Loss.BinaryCrossEntropy"/>.
    /// </param>
    /// <param name="activation">Activation of the hidden layers. Default: <see cref="Activation.ReLU"/>.</param>
    /// <param name="codeActivation">Activation of the code. Default: <see cref="Activation.Identity"/> (as Hinton and Salakhutdinov, 2006).</param>
    /// <param name="initializer">Initial weights of all layers. Default: <see cref="Initializer.GlorotUniform"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    public static NetworkDescription Autoencoder(
        int inputs,
        IReadOnlyList<HiddenLayer> hiddenLayers,
        int codeSize,
        Activation? outputActivation = null,
        Activation? activation = null,
        Activation? codeActivation = null,
        Initializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(hiddenLayers);
        return MultilayerPerceptron(
            inputs, Mirror(hiddenLayers, codeSize, codeActivation), inputs, outputActivation ?? Activation.Identity, activation, initializer: initializer);
    }

    /// <summary>The hidden layers of an autoencoder.</summary>
    internal static HiddenLayer[] Mirror(IReadOnlyList<HiddenLayer> hiddenLayers, int codeSize, Activation? codeActivation)
    {
        var code = new HiddenLayer(codeSize)
        {
            Activation = codeActivation ?? Activation.Identity,
            Normalization = Normalization.None,
            DropoutRate = 0,
        };
        return [.. hiddenLayers, code, .. hiddenLayers.Reverse()];
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">A description as JSON.</param>
    /// <exception cref="FormatException">It is not the JSON of a network description; the message says where.</exception>
    public static NetworkDescription FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<NetworkDescription>(json, Json)
                ?? throw new FormatException("The network description is the JSON value null; expected an object.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"The network description can't be read: {e.Message}", e);
        }
    }

    /// <summary>The description as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>A table of the layers, their output shapes and parameters, as Keras prints it.</summary>
    public string Summary() => NetworkSummary.Print(this);

    /// <summary>The sizes, for example <c>784-256-128-10</c>.</summary>
    public override string ToString() => string.Join('-',
        Layers.OfType<DenseLayer>().Select(l => l.Units).Prepend(Inputs).Select(n => n.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public bool Equals(NetworkDescription? other) =>
        other is not null && Inputs == other.Inputs && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkDescription);

    /// <inheritdoc/>
    public override int GetHashCode() => Layers.Aggregate(Inputs, HashCode.Combine);

    /// <summary>The same network with another activation at its end.</summary>
    internal NetworkDescription WithOutputActivation(Activation activation) =>
        new(Inputs, [.. Layers.SkipLast(1), OutputLayer with { Activation = activation }]);

    /// <summary>How two architectures differ, each as text: by their sizes where these do, otherwise wholly. Null where they don't.</summary>
    internal static (string One, string Other)? Difference(NetworkDescription one, NetworkDescription other)
    {
        if (one.Equals(other))
        {
            return null;
        }

        return one.ToString() != other.ToString() ? (one.ToString(), other.ToString()) : (one.ToJson(), other.ToJson());
    }

    /// <summary>Each layer with the number of inputs that it receives.</summary>
    internal IEnumerable<(LayerDescription Layer, int Inputs)> Walk()
    {
        var inputs = Inputs;
        foreach (var layer in Layers)
        {
            yield return (layer, inputs);
            inputs = layer.GetOutputSize(inputs);
        }
    }

    private void Validate()
    {
        for (var i = 0; i < Layers.Count; i++)
        {
            (Layers[i] ?? throw new ArgumentException($"Layer {i} is null.", nameof(Layers))).Validate(i);
            if (i < Layers.Count - 1 && Layers[i] is DenseLayer { Activation: SoftmaxActivation })
            {
                throw new ArgumentException(
                    $"Layer {i} is hidden and has the softmax activation; softmax is for the output layer only.", nameof(Layers));
            }
        }

        if (Layers.Count == 0 || Layers[^1] is not DenseLayer)
        {
            throw new ArgumentException(
                $"The last layer is {(Layers.Count == 0 ? "missing" : Layers[^1].Kind)}; expected a dense output layer.", nameof(Layers));
        }

        var size = (Int128)0;
        foreach (var ((layer, inputs), position) in Walk().Select((step, index) => (step, index)))
        {
            layer.ValidateInputs(position, inputs);
            size += layer.CreateLayer(inputs, 0).ParameterSize;
        }

        if (size > AlignedBuffer.MaxLength)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The network {this} needs {size} values for its parameters; expected at most {AlignedBuffer.MaxLength}."), nameof(Layers));
        }
    }
}
