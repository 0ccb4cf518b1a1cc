namespace Ml.Net.Mlp.Engine;

/// <summary>
/// How a gradient becomes a step: the rule and its constants. Immutable, compared by value; the running moments belong to a training.
/// </summary>
/// <remarks>
/// To add one: a file beside this one, a factory here, a line in <see cref="All"/> and a case in the golden tests.
/// </remarks>
public abstract class Optimizer : NamedComponent
{
    private protected Optimizer(string name, float defaultLearningRate, params float[] arguments)
        : base(name, arguments) => DefaultLearningRate = defaultLearningRate;

    /// <summary>Every optimizer with its default numbers, in the order of the documentation.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        Sgd(), RmsProp(), Adagrad(), Adadelta(), Adam(), AdamW(), AmsGrad(), Adamax(), Nadam(), Lion(), Lbfgs(),
    ];

    /// <summary>The learning rate where <see cref="TrainingOptions.LearningRate"/> is not given.</summary>
    public float DefaultLearningRate { get; }

    /// <summary>
    /// The decoupled weight decay where <see cref="TrainingOptions.WeightDecay"/> is not given: 0 but for <see cref="AdamW"/>.
    /// </summary>
    public virtual float DefaultWeightDecay => 0;

    /// <inheritdoc cref="AdadeltaOptimizer"/>
    /// <param name="rho"><inheritdoc cref="AdadeltaOptimizer.Rho" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdadeltaOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adadelta(float rho = 0.95f, float epsilon = 1e-7f) => new AdadeltaOptimizer(rho, epsilon);

    /// <inheritdoc cref="AdagradOptimizer"/>
    /// <param name="initialAccumulator"><inheritdoc cref="AdagradOptimizer.InitialAccumulator" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdagradOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adagrad(float initialAccumulator = 0.1f, float epsilon = 1e-7f) =>
        new AdagradOptimizer(initialAccumulator, epsilon);

    /// <inheritdoc cref="AdamOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="AdamFamilyOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamFamilyOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamFamilyOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adam(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new AdamOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="AdamaxOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="AdamFamilyOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamFamilyOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamFamilyOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adamax(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new AdamaxOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="AdamWOptimizer"/>
    /// <param name="weightDecay"><inheritdoc cref="AdamWOptimizer.DefaultWeightDecay" path="/summary/node()"/></param>
    /// <param name="beta1"><inheritdoc cref="AdamFamilyOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamFamilyOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamFamilyOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer AdamW(float weightDecay = 0.01f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new AdamWOptimizer(weightDecay, beta1, beta2, epsilon);

    /// <inheritdoc cref="AmsGradOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="AdamFamilyOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamFamilyOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamFamilyOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer AmsGrad(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new AmsGradOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="LbfgsOptimizer"/>
    /// <param name="memory"><inheritdoc cref="LbfgsOptimizer.Memory" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The memory is out of its range.</exception>
    public static Optimizer Lbfgs(int memory = 10) => new LbfgsOptimizer(memory);

    /// <inheritdoc cref="LionOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="LionOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="LionOptimizer.Beta2" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Lion(float beta1 = 0.9f, float beta2 = 0.99f) => new LionOptimizer(beta1, beta2);

    /// <inheritdoc cref="NadamOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="AdamFamilyOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamFamilyOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamFamilyOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Nadam(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new NadamOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="RmsPropOptimizer"/>
    /// <param name="rho"><inheritdoc cref="RmsPropOptimizer.Rho" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="RmsPropOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <param name="momentum"><inheritdoc cref="RmsPropOptimizer.Momentum" path="/summary/node()"/></param>
    /// <param name="centered"><inheritdoc cref="RmsPropOptimizer.Centered" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer RmsProp(float rho = 0.9f, float epsilon = 1e-7f, float momentum = 0, bool centered = false) =>
        new RmsPropOptimizer(rho, epsilon, momentum, centered);

    /// <inheritdoc cref="SgdOptimizer"/>
    /// <param name="momentum"><inheritdoc cref="SgdOptimizer.Momentum" path="/summary/node()"/></param>
    /// <param name="nesterov"><inheritdoc cref="SgdOptimizer.Nesterov" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is out of its range.</exception>
    public static Optimizer Sgd(float momentum = 0, bool nesterov = false) => new SgdOptimizer(momentum, nesterov);

    /// <summary>Finds an optimizer by its text, in any case.</summary>
    /// <param name="text">
    /// A name, or a name with its numbers in the order of the factory's arguments, 0 or 1 for no or yes; for example
    /// <c>adam</c> or <c>sgd(0.9, 1)</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Optimizer Parse(string text) => ComponentNames.Parse(text, "optimizer", All);
}
