namespace Ml.Net.Mlp.Engine;

/// <summary>
/// What training makes small: a value per row, averaged over the mini-batch. The value of a row is a sum over its outputs
/// where Keras takes their mean. Immutable, compared by value.
/// </summary>
/// <remarks>
/// To add one: a file beside this one, a line in <see cref="All"/>, a formula in the tests' ReferenceLosses and a golden case.
/// </remarks>
public abstract unsafe class Loss : NamedComponent
{
    private protected Loss(string name, LearningTasks tasks, params float[] arguments)
        : base(name, arguments) => Tasks = tasks;

    /// <summary>
    /// <c>-log p(class)</c> of the row's class, for a softmax output layer: the loss of lecture one
    /// (<c>-Σ y_i log ŷ_i</c> with one-hot y). As in Keras.
    /// </summary>
    public static Loss CategoricalCrossEntropy { get; } = new CategoricalCrossEntropyLoss();

    /// <summary>
    /// <c>-Σ_j (y_j log ŷ_j + (1 - y_j) log(1 - ŷ_j))</c> over the outputs of a row, each of them a probability of its own from
    /// a sigmoid: for two classes, and for several labels of which any number may hold. It is computed from the logits, so no
    /// probability is too close to 0 or 1. Keras: its mean over the outputs.
    /// </summary>
    public static Loss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>
    /// Kullback-Leibler divergence <c>Σ_j y_j log(y_j / ŷ_j)</c> of a softmax output from a target distribution: the
    /// cross-entropy less the part that no network can change. As in Keras.
    /// </summary>
    public static Loss KullbackLeibler { get; } = new KullbackLeiblerLoss();

    /// <summary>
    /// <c>½ Σ_j (ŷ_j - y_j)²</c> over the outputs of a row; a class label stands for its one-hot vector. Keras: the mean of the
    /// squares over the outputs, without the ½.
    /// </summary>
    public static Loss SquaredError { get; } = new SquaredErrorLoss();

    /// <summary>
    /// <c>Σ_j |ŷ_j - y_j|</c>: outputs tend to the median, and far-off targets weigh less than with squares. A class label
    /// stands for its one-hot vector. Keras: its mean over the outputs.
    /// </summary>
    public static Loss AbsoluteError { get; } = new AbsoluteErrorLoss();

    /// <summary>
    /// <c>100 Σ_j |ŷ_j - y_j| / |y_j|</c>: errors in percent of the target, which must not be 0 (1e-7 at least, the smallest
    /// divisor of Keras). Keras: its mean over the outputs.
    /// </summary>
    public static Loss AbsolutePercentageError { get; } = new AbsolutePercentageErrorLoss();

    /// <summary>
    /// <c>½ Σ_j (log(1 + ŷ_j) - log(1 + y_j))²</c>: relative rather than absolute errors, for amounts that range over several
    /// powers of ten; targets above -1, outputs that can't be negative. Keras: the mean of the squares, without the ½.
    /// </summary>
    public static Loss SquaredLogarithmicError { get; } = new SquaredLogarithmicErrorLoss();

    /// <summary>
    /// <c>Σ_j log cosh(ŷ_j - y_j)</c>: half the square of small errors, the size of large ones less log 2. Keras: its mean over
    /// the outputs.
    /// </summary>
    public static Loss LogCosh { get; } = new LogCoshLoss();

    /// <summary>
    /// <c>Σ_j (ŷ_j - y_j log ŷ_j)</c>: the negative log-likelihood of counts y that are Poisson distributed with mean ŷ, less
    /// what depends on y alone; targets of 0 or more. Keras: its mean over the outputs.
    /// </summary>
    public static Loss Poisson { get; } = new PoissonLoss();

    /// <summary>
    /// <c>1 - Σ_j ŷ_j y_j / (|ŷ| |y|)</c>, 0 to 2: only the direction of the outputs counts; two outputs or more. A class label
    /// stands for its one-hot vector (Barz and Denzler, 2020). Lengths below 1e-6 count as 1e-6. Keras: the same less 1.
    /// </summary>
    public static Loss Cosine { get; } = new CosineLoss();

    /// <summary>
    /// <c>Σ_j max(0, 1 - y_j ŷ_j)</c> with y_j = 1 where output j should hold and -1 where it should not: the margin of support
    /// vector machines (Cortes and Vapnik, 1995). Several classes are each told from all others. Targets are 0 or 1. Keras: its
    /// mean over the outputs.
    /// </summary>
    public static Loss Hinge { get; } = new HingeLoss();

    /// <summary><c>Σ_j max(0, 1 - y_j ŷ_j)²</c>; see <see cref="Hinge"/>. Keras: its mean over the outputs.</summary>
    public static Loss SquaredHinge { get; } = new SquaredHingeLoss();

    /// <summary>
    /// <c>max(0, 1 + max_{j≠class} ŷ_j - ŷ_class)</c>: the output of the row's class should be 1 above every other (Crammer and
    /// Singer, 2001). Keras: the same where another class's output is 0 or more; below, it takes 0 for the largest.
    /// </summary>
    public static Loss CategoricalHinge { get; } = new CategoricalHingeLoss();

    /// <summary>
    /// The criterion of the perceptron (Rosenblatt, 1958): <c>max(0, -y ŷ)</c> with y = ±1 for two classes, and
    /// <c>max_j ŷ_j - ŷ_class</c> for several. Only rows on the wrong side of the boundary, or on it, teach. Not in Keras;
    /// scikit-learn: <c>Perceptron</c>.
    /// </summary>
    public static Loss Perceptron { get; } = new PerceptronLoss();

    /// <summary>Every loss with its default numbers, in the order of the documentation.</summary>
    public static IReadOnlyList<Loss> All { get; } =
    [
        CategoricalCrossEntropy, SmoothedCategoricalCrossEntropy(), CategoricalFocalCrossEntropy(), KullbackLeibler,
        BinaryCrossEntropy, SmoothedBinaryCrossEntropy(), BinaryFocalCrossEntropy(),
        SquaredError, AbsoluteError, AbsolutePercentageError, SquaredLogarithmicError, LogCosh, Huber(), Quantile(), Poisson, Cosine,
        Hinge, SquaredHinge, CategoricalHinge, Perceptron,
    ];

    /// <summary>What the loss is for.</summary>
    public LearningTasks Tasks { get; }

    /// <summary>
    /// Cross-entropy with label smoothing, <c>-Σ_j y'_j log ŷ_j</c> with <c>y'_j = (1 - s) y_j + s / K</c> over K outputs of a
    /// softmax (Szegedy et al., 2016): probabilities of 1 are not aimed at. As in Keras and PyTorch.
    /// </summary>
    /// <param name="smoothing">s: 0 (none) to below 1. Default 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Loss SmoothedCategoricalCrossEntropy(float smoothing = 0.1f) => new SmoothedCategoricalCrossEntropyLoss(smoothing);

    /// <summary>
    /// Focal loss of a softmax, <c>-α Σ_j y_j (1 - ŷ_j)^γ log ŷ_j</c> (Lin et al., 2017): rows that are told with confidence
    /// count little. As in Keras.
    /// </summary>
    /// <param name="gamma">γ: 0 (cross-entropy) or more. Default 2.</param>
    /// <param name="alpha">α: a factor above 0. Default 0.25.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Loss CategoricalFocalCrossEntropy(float gamma = 2, float alpha = 0.25f) => new CategoricalFocalCrossEntropyLoss(gamma, alpha);

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> with label smoothing: targets are <c>(1 - s) y + s / 2</c>. Keras: its mean over the
    /// outputs.
    /// </summary>
    /// <param name="smoothing">s: 0 (none) to below 1. Default 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Loss SmoothedBinaryCrossEntropy(float smoothing = 0.1f) => new SmoothedBinaryCrossEntropyLoss(smoothing);

    /// <summary>
    /// Focal loss of sigmoids (Lin et al., 2017): with q the probability given to what is the case, the sum over the outputs of
    /// <c>-α (1 - q)^γ log q</c> where the target is 1, and with 1 - α for α where it is 0; computed from the logits. Keras: its
    /// mean over the outputs, with <c>apply_class_balancing</c>.
    /// </summary>
    /// <param name="gamma">γ: 0 or more. Default 2.</param>
    /// <param name="alpha">α: 0 &lt; α &lt; 1, the weight of target 1 against that of 0. Default 0.25.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Loss BinaryFocalCrossEntropy(float gamma = 2, float alpha = 0.25f) => new BinaryFocalCrossEntropyLoss(gamma, alpha);

    /// <summary>
    /// <c>½ e²</c> for errors e = ŷ_j - y_j up to δ and <c>δ (|e| - ½ δ)</c> beyond, summed over the outputs (Huber, 1964).
    /// Keras: its mean over the outputs.
    /// </summary>
    /// <param name="delta">δ, above 0. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Loss Huber(float delta = 1) => new HuberLoss(delta);

    /// <summary>
    /// Pinball loss <c>Σ_j max(q (y_j - ŷ_j), (q - 1) (y_j - ŷ_j))</c>, whose minimum is the q-quantile of the targets (Koenker
    /// and Bassett, 1978). Not in Keras; scikit-learn: <c>mean_pinball_loss</c>.
    /// </summary>
    /// <param name="quantile">q: 0 &lt; q &lt; 1. Default 0.5, the median.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Loss Quantile(float quantile = 0.5f) => new QuantileLoss(quantile);

    /// <summary>Finds a loss by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>squared_error</c> or <c>huber(2)</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Loss Parse(string text) => ComponentNames.Parse(text, "loss", All);

    /// <summary>The output activation that goes with the loss where the user names none.</summary>
    /// <param name="task">One of <see cref="Tasks"/>.</param>
    internal abstract Activation DefaultActivation(LearningTasks task);

    /// <summary>Why the loss can't follow this output activation, with what would fit; <see langword="null"/> when it can.</summary>
    internal abstract string? Refuse(Activation outputActivation);

    /// <summary>Why a target value makes no sense, for example <c>expected 0 or more</c>; <see langword="null"/> when it does.</summary>
    internal virtual string? RefuseTarget(float value) => null;

    /// <summary>Outputs below which the loss says nothing.</summary>
    internal virtual int FewestOutputs => 1;

    /// <summary>
    /// Whether target values are labels, 1 where they hold and 0 where not, of which a network tells a share right; otherwise
    /// they are numbers, which outputs come near to.
    /// </summary>
    internal virtual bool TargetsAreLabels => false;

    /// <summary>
    /// Whether the loss is computed from the weighted sums of the output layer (the logits), because its formula and the
    /// activation's together are more exact so: outputs are sums then, and gradients are those at the sums.
    /// </summary>
    internal virtual bool TakesSums(Activation outputActivation) => false;

    /// <summary>
    /// Whether <see cref="Gradient"/> yields the gradient at the weighted sums of the output layer, because the activation's
    /// derivative cancels a term that could overflow.
    /// </summary>
    internal virtual bool GradientIsAtSums(Activation outputActivation) => TakesSums(outputActivation);

    /// <summary>
    /// Whether the loss depends on nothing but the differences of outputs and targets, so that it means the same where the
    /// targets are shifted, and the like where they are scaled.
    /// </summary>
    internal virtual bool IsOfDifferences => false;

    /// <summary>Whether the loss stays the same where an output and its target are multiplied by the same number.</summary>
    internal virtual bool IsOfRatios => false;

    /// <summary>With one output for two classes, or for each label: the output above which it is taken to hold.</summary>
    internal virtual float Boundary(Activation outputActivation) => TakesSums(outputActivation) ? 0 : 0.5f;

    /// <summary>
    /// Whether the gradient at the output layer's weighted sums is simply <c>prediction - target</c>, so that output
    /// activation and loss are one step; <see cref="Gradient"/> is not called then.
    /// </summary>
    /// <param name="outputActivation">The output layer's activation.</param>
    /// <param name="classes">Whether the targets are classes rather than values.</param>
    internal virtual bool IsCanonical(Activation outputActivation, bool classes) => false;

    /// <summary>The loss of one row; NaN where an output that counts is NaN.</summary>
    /// <param name="output">The network's outputs for the row; its weighted sums where <see cref="TakesSums"/>.</param>
    /// <param name="count">Number of outputs.</param>
    /// <param name="target">What the row should yield.</param>
    internal abstract double Value(float* output, int count, Target target);

    /// <summary>
    /// Writes the gradient of <see cref="Value"/> by what it takes, or by the weighted sums where <see cref="GradientIsAtSums"/>.
    /// Where the value has a kink, any slope between those of both sides.
    /// </summary>
    internal abstract void Gradient(float* output, int count, Target target, float* gradient);

    /// <summary>Takes some output activations, and says of the others why not.</summary>
    private protected static string? RequireActivation(Activation outputActivation, string need, params Activation[] fits) =>
        fits.Contains(outputActivation)
            ? null
            : $"{need}: use the {string.Join(" or ", fits.AsEnumerable())} activation on the output layer";

    private protected static string? RequireSoftmax(Activation outputActivation) =>
        RequireActivation(outputActivation, "it needs probabilities", Activation.Softmax);

    private protected static string? RequireSigmoid(Activation outputActivation) =>
        RequireActivation(outputActivation, "it needs a probability of each output", Activation.Sigmoid);

    private protected static string? RequireProbability(float value) => value is >= 0 and <= 1 ? null : "expected 0 to 1";
}
