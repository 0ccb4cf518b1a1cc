namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What training makes small: a value per row, averaged over the mini-batch. Immutable; compare by reference.
/// </summary>
/// <remarks>To add one: a file beside this one, a line in <see cref="All"/> and a line in the gradient tests.</remarks>
public abstract unsafe class Loss
{
    private protected Loss(string name) => Name = name;

    /// <summary>
    /// <c>-log p(class)</c> of the row's class, for a softmax output layer: the loss of lecture one
    /// (<c>-Σ y_i log ŷ_i</c> with one-hot y).
    /// </summary>
    public static Loss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropyLoss();

    /// <summary>
    /// <c>½ Σ_j (ŷ_j - y_j)²</c> over the outputs of a row; a class label stands for its one-hot vector.
    /// </summary>
    public static Loss SquaredError { get; } = new SquaredErrorLoss();

    /// <summary>Every loss, in the order of the documentation.</summary>
    public static IReadOnlyList<Loss> All { get; } = [CategoricalCrossEntropy, SquaredError];

    /// <summary>The name, as Keras spells it, for example <c>categorical_crossentropy</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Why the loss can't follow this output activation, with what would fit; <see langword="null"/> when it can.</summary>
    internal abstract string? Refuse(Activation outputActivation);

    /// <summary>
    /// Whether the gradient at the output layer's weighted sums is simply <c>prediction - target</c>, so that output
    /// activation and loss are one step.
    /// </summary>
    /// <param name="outputActivation">The output layer's activation.</param>
    /// <param name="classes">Whether the targets are classes rather than values.</param>
    internal abstract bool IsCanonical(Activation outputActivation, bool classes);

    /// <summary>The loss of one row.</summary>
    /// <param name="output">The network's outputs for the row.</param>
    /// <param name="count">Number of outputs.</param>
    /// <param name="target">What the row should yield.</param>
    internal abstract double Value(float* output, int count, Target target);

    /// <summary>Writes the gradient of <see cref="Value"/> by the outputs.</summary>
    internal abstract void Gradient(float* output, int count, Target target, float* gradient);
}
