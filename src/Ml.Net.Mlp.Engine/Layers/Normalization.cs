namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What stands between the weighted sums of a hidden layer and its activation. Immutable, compared by value.
/// </summary>
/// <remarks>To add one: a layer, and a factory and a line in <see cref="All"/> here.</remarks>
public sealed class Normalization : NamedComponent
{
    private readonly LayerDescription? _layer;
    private readonly Func<float[], Normalization>? _with;

    private Normalization(string name, LayerDescription? layer, Func<float[], Normalization>? with, params float[] arguments)
        : base(name, arguments)
    {
        _layer = layer;
        _with = with;
    }

    /// <summary>Nothing.</summary>
    public static Normalization None { get; } = new("none", null, null);

    /// <summary>Every normalization, in the order of the documentation.</summary>
    public static IReadOnlyList<Normalization> All { get; } = [None, Batch(), Layer()];

    /// <inheritdoc cref="BatchNormalizationLayer"/>
    /// <param name="momentum">What the running statistics keep of themselves in a step, 0 (inclusive) to 1 (exclusive). Default 0.99.</param>
    /// <param name="epsilon">Added to the variance, above 0. Default 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Normalization Batch(float momentum = 0.99f, float epsilon = 1e-3f) => new(
        "batch",
        new BatchNormalizationLayer(RequireUnitInterval(momentum, nameof(momentum)), RequirePositive(epsilon, nameof(epsilon))),
        numbers => Batch(numbers[0], numbers[1]),
        momentum,
        epsilon);

    /// <inheritdoc cref="LayerNormalizationLayer"/>
    /// <param name="epsilon">Added to the variance, above 0. Default 0.001.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public static Normalization Layer(float epsilon = 1e-3f) => new(
        "layer", new LayerNormalizationLayer(RequirePositive(epsilon, nameof(epsilon))), numbers => Layer(numbers[0]), epsilon);

    /// <summary>Finds a normalization by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>batch(0.9, 0.001)</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Normalization Parse(string text) => ComponentNames.Parse(text, "normalization", All);

    /// <summary>The layer; null for none.</summary>
    internal LayerDescription? AsLayer() => _layer;

    internal override NamedComponent With(float[] arguments) => _with == null ? this : _with(arguments);
}
