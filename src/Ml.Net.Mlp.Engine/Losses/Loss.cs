namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What training makes small: a value per row, averaged over the mini-batch. Immutable, compared by value.
/// </summary>
/// <remarks>To add one: a file beside this one, a line in <see cref="All"/> and a line in the gradient tests.</remarks>
public abstract unsafe class Loss : NamedComponent
{
    private protected Loss(string name, LearningTasks tasks, params float[] arguments)
        : base(name, arguments) => Tasks = tasks;

    /// <summary>
    /// <c>-log p(class)</c> of the row's class, for a softmax output layer: the loss of lecture one
    /// (<c>-Σ y_i log ŷ_i</c> with one-hot y).
    /// </summary>
    public static Loss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropyLoss();

    /// <summary>
    /// <c>-Σ_j (y_j log ŷ_j + (1 - y_j) log(1 - ŷ_j))</c> over the outputs of a row, each of them a probability of its own from
    /// a sigmoid: for two classes, and for several labels of which any number may hold. It is computed from the logits, so no
    /// probability is too close to 0 or 1.
    /// </summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>
    /// <c>½ Σ_j (ŷ_j - y_j)²</c> over the outputs of a row; a class label stands for its one-hot vector.
    /// </summary>
    public static Loss SquaredError { get; } = new SquaredErrorLoss();

    /// <summary>Every loss, in the order of the documentation.</summary>
    public static IReadOnlyList<Loss> All { get; } = [CategoricalCrossEntropy, BinaryCrossEntropy, SquaredError];

    /// <summary>What the loss is for.</summary>
    public LearningTasks Tasks { get; }

    /// <summary>Finds a loss by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>squared_error</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Loss Parse(string text) => ComponentNames.Parse(text, "loss", All);

    /// <summary>The output activation that goes with the loss where the user names none.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    internal abstract Activation DefaultActivation(LearningTasks task);

    /// <summary>Why the loss can't follow this output activation, with what would fit; <see langword="null"/> when it can.</summary>
    internal abstract string? Refuse(Activation outputActivation);

    /// <summary>Why a target value makes no sense, for example <c>expected 0 or more</c>; <see langword="null"/> when it does.</summary>
    internal virtual string? RefuseTarget(float value) => null;

    /// <summary>
    /// Whether the loss is computed from the weighted sums of the output layer (the logits), because its formula and the
    /// activation's together are more exact so: outputs are sums then, and gradients are those at the sums.
    /// </summary>
    internal virtual bool TakesSums(Activation outputActivation) => false;

    /// <summary>
    /// Whether the loss depends on nothing but the differences of outputs and targets, so that it means the same where the
    /// targets are shifted, and the like where they are scaled.
    /// </summary>
    internal virtual bool IsOfDifferences => false;

    /// <summary>With one output for two classes: the output above which a row is taken for class 1.</summary>
    internal virtual float Boundary(Activation outputActivation) => TakesSums(outputActivation) ? 0 : 0.5f;

    /// <summary>
    /// Whether the gradient at the output layer's weighted sums is simply <c>prediction - target</c>, so that output
    /// activation and loss are one step; <see cref="Gradient"/> is not called then.
    /// </summary>
    /// <param name="outputActivation">The output layer's activation.</param>
    /// <param name="classes">Whether the targets are classes rather than values.</param>
    internal abstract bool IsCanonical(Activation outputActivation, bool classes);

    /// <summary>The loss of one row.</summary>
    /// <param name="output">The network's outputs for the row; its weighted sums where <see cref="TakesSums"/>.</param>
    /// <param name="count">Number of outputs.</param>
    /// <param name="target">What the row should yield.</param>
    internal abstract double Value(float* output, int count, Target target);

    /// <summary>Writes the gradient of <see cref="Value"/> by what it takes.</summary>
    internal abstract void Gradient(float* output, int count, Target target, float* gradient);
}
