using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp;

// The network.
public abstract partial class MlpOptions
{
    /// <summary>Units of each hidden layer, 1 or more each; empty for a linear model, as the perceptron is. Default: one layer of 100.</summary>
    public int[] HiddenLayers = [100];

    /// <summary>
    /// The hidden layers where they differ in more than their units, for example
    /// <c>[256, new HiddenLayer(128) { DropoutRate = 0.5f }]</c>; what a layer leaves unset is as the options beside say. Takes the
    /// place of <see cref="HiddenLayers"/>. Default (<see langword="null"/>): none do.
    /// </summary>
    public HiddenLayer[]? Layers;

    /// <summary>Activation of the hidden layers; not softmax or step. Default: <see cref="Activation.ReLU"/>.</summary>
    public Activation Activation = Activation.ReLU;

    /// <summary>
    /// What stands between the weighted sums of each hidden layer and its activation. Default: <see cref="Normalization.None"/>.
    /// </summary>
    public Normalization Normalization = Normalization.None;

    /// <summary>
    /// Probability that a unit of a hidden layer is left out of a training step, 0 (none) to below 1. Default 0.
    /// </summary>
    public float DropoutRate;

    /// <summary>Probability that a feature is left out of a training step, 0 (none) to below 1. Default 0.</summary>
    public float InputDropoutRate;

    /// <summary>Draws the initial weights. Default: <see cref="Initializer.GlorotUniform"/>.</summary>
    public Initializer Initializer = Initializer.GlorotUniform;

    /// <summary>
    /// Draws the initial weights of the output layer. Default (<see langword="null"/>): <see cref="Initializer"/>.
    /// </summary>
    public Initializer? OutputInitializer;

    /// <summary>What the biases of the hidden layers start at, finite. Default 0.</summary>
    public float InitialBias;

    /// <summary>
    /// Standard deviation of normal random numbers that are added to the biases of the hidden layers at the start, 0 or more.
    /// Default 0.
    /// </summary>
    public float InitialBiasDeviation;

    /// <summary>
    /// How the network itself scales its features, by what it learns from the training rows before the first step; the values are
    /// saved with it. With <see cref="InputScaling.Standardize"/> or <see cref="InputScaling.Robust"/> no normalizer is needed in the
    /// pipeline. Default: <see cref="InputScaling.None"/>.
    /// </summary>
    public InputScaling InputScaling;

    /// <summary>
    /// Where set, each feature is multiplied by a factor that is learned, from 1 on, at this multiple of the learning rate; 0 or
    /// more (Holzmüller et al., 2024, use 6). Default (<see langword="null"/>): no such factors.
    /// </summary>
    public float? InputFactorLearningRateFactor;

    /// <summary>
    /// Whether weights learn as in the neural tangent parametrization (Jacot et al., 2018): those of a layer with n inputs at
    /// 1/√n of the learning rate. It is meant for optimizers whose steps do not depend on the gradient's size, such as Adam, and for
    /// <see cref="Initializer.LeCunNormal"/>. Default false.
    /// </summary>
    public bool NeuralTangent;

    /// <summary>What the learning rate of biases is multiplied by, 0 or more. Default 1.</summary>
    public float BiasLearningRateFactor = 1;

    /// <summary>Describes the network for rows of so many features.</summary>
    internal NetworkDescription DescribeNetwork(int inputs, int outputs)
    {
        var layers = new List<LayerDescription>();
        if (MissingValueHandling != MissingValueHandling.Refuse)
        {
            layers.Add(new ImputationLayer(MissingValueHandling));
        }

        if (InputScaling != InputScaling.None)
        {
            layers.Add(InputScaling == InputScaling.Standardize ? new StandardizeLayer() : new RobustScaleLayer());
        }

        if (InputFactorLearningRateFactor is { } factor)
        {
            layers.Add(new ScaleLayer(factor));
        }

        var perceptron = NetworkDescription.MultilayerPerceptron(
            inputs, AllHiddenLayers, outputs, GetOutputActivation(), Activation, DropoutRate, Initializer, Normalization, InputDropoutRate, InitialBias);
        layers.AddRange(perceptron.Layers.Select(layer => layer is DenseLayer dense ? Complete(dense, ReferenceEquals(dense, perceptron.Layers[^1])) : layer));
        return new NetworkDescription(inputs, layers);
    }

    private DenseLayer Complete(DenseLayer layer, bool isOutput) => layer with
    {
        NeuralTangent = NeuralTangent,
        BiasLearningRateFactor = BiasLearningRateFactor,
        InitialBiasDeviation = isOutput ? 0 : InitialBiasDeviation,
        Initializer = isOutput ? OutputInitializer ?? layer.Initializer : layer.Initializer,
    };

    private void CheckNetwork()
    {
        OptionCheck.Require(HiddenLayers != null, nameof(HiddenLayers), null, "the units of each hidden layer");
        for (var i = 0; i < HiddenLayers!.Length; i++)
        {
            OptionCheck.Require(HiddenLayers[i] >= 1, $"{nameof(HiddenLayers)}[{i}]", HiddenLayers[i], "1 unit or more");
        }

        RequireHidden(Activation, nameof(Activation));
        for (var i = 0; i < Layers?.Length; i++)
        {
            var name = $"{nameof(Layers)}[{i}]";
            OptionCheck.Require(Layers[i] != null, name, null, "a hidden layer");
            OptionCheck.Require(Layers[i].Units >= 1, name, Layers[i].Units, "1 unit or more");
            OptionCheck.Require(Layers[i].DropoutRate is null or (>= 0 and < 1), $"{name}.DropoutRate", Layers[i].DropoutRate, "0 <= rate < 1");
            OptionCheck.Require(Layers[i].InitialBias is null or (> float.NegativeInfinity and < float.PositiveInfinity),
                $"{name}.InitialBias", Layers[i].InitialBias, "a finite number");
            RequireHidden(Layers[i].Activation ?? Activation, $"{name}.Activation");
        }

        OptionCheck.Require(Normalization != null, nameof(Normalization), null, string.Join(", ", Normalization.All));
        OptionCheck.Require(Initializer != null, nameof(Initializer), null, string.Join(", ", Initializer.All));
        OptionCheck.Require(DropoutRate is >= 0 and < 1, nameof(DropoutRate), DropoutRate, "0 <= rate < 1");
        OptionCheck.Require(InputDropoutRate is >= 0 and < 1, nameof(InputDropoutRate), InputDropoutRate, "0 <= rate < 1");
        OptionCheck.Require(float.IsFinite(InitialBias), nameof(InitialBias), InitialBias, "a finite number");
        RequireNonNegative(InitialBiasDeviation, nameof(InitialBiasDeviation));
        OptionCheck.Require(Enum.IsDefined(InputScaling), nameof(InputScaling), InputScaling, string.Join(", ", Enum.GetNames<InputScaling>()));
        RequireNonNegative(InputFactorLearningRateFactor ?? 0, nameof(InputFactorLearningRateFactor));
        RequireNonNegative(BiasLearningRateFactor, nameof(BiasLearningRateFactor));
    }

    private static void RequireHidden(Activation? activation, string name) => OptionCheck.Require(
        activation is { IsDifferentiable: true } && activation != Activation.Softmax, name, activation,
        string.Join(", ", Activation.All.Where(a => a.IsDifferentiable && a != Activation.Softmax)));

    private static void RequireNonNegative(float value, string name) =>
        OptionCheck.Require(value >= 0 && float.IsFinite(value), name, value, "a finite number, 0 or more");
}
