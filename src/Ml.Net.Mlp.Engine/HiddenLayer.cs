namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A hidden layer of <c>NetworkDescription.MultilayerPerceptron</c>. What is left unset is as for all hidden layers. A
/// number stands for a layer of so many units.
/// </summary>
/// <param name="Units">Number of values that come out of it, 1 to 16,777,216.</param>
public sealed record HiddenLayer(int Units)
{
    /// <summary>Its activation; not softmax. Default (<see langword="null"/>): that of all hidden layers.</summary>
    public Activation? Activation { get; init; }

    /// <summary>What stands before its activation. Default (<see langword="null"/>): that of all hidden layers.</summary>
    public Normalization? Normalization { get; init; }

    /// <summary>Dropout after it, 0 (none) to below 1. Default (<see langword="null"/>): that of all hidden layers.</summary>
    public float? DropoutRate { get; init; }

    /// <summary>Draws its initial weights. Default (<see langword="null"/>): that of all layers.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>What its biases start at. Default (<see langword="null"/>): that of all hidden layers.</summary>
    public float? InitialBias { get; init; }

    /// <summary>A hidden layer with the settings of all.</summary>
    /// <param name="units">Number of values that come out of it.</param>
    public static implicit operator HiddenLayer(int units) => new(units);

    /// <summary>
    /// Its layers: dense, normalization, activation, dropout. The activation is part of the dense layer where nothing stands between.
    /// </summary>
    internal IEnumerable<LayerDescription> Expand(HiddenLayer all)
    {
        var activation = Activation ?? all.Activation ?? Activation.ReLU;
        var normalization = (Normalization ?? all.Normalization)?.AsLayer();
        var isApart = activation.IsLayer || normalization != null;
        yield return new DenseLayer(activation.DenseUnits(Units), isApart ? Activation.Identity : activation, Initializer ?? all.Initializer)
        {
            InitialBias = InitialBias ?? all.InitialBias ?? 0,
        };
        if (normalization != null)
        {
            yield return normalization;
        }

        if (isApart && activation != Activation.Identity)
        {
            yield return activation.AsLayer();
        }

        if ((DropoutRate ?? all.DropoutRate) is { } rate and not 0)
        {
            yield return new DropoutLayer(rate);
        }
    }
}
