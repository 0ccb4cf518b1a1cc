using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// How a gradient becomes a step: the rule and its constants. Immutable, compared by value; the running moments belong to a training.
/// </summary>
/// <remarks>To add one: a file beside this one, a factory here and a line in the golden tests.</remarks>
public abstract unsafe class Optimizer : NamedComponent
{
    private protected Optimizer(string name, float defaultLearningRate, params float[] arguments)
        : base(name, arguments) => DefaultLearningRate = defaultLearningRate;

    /// <summary>The learning rate where the options give none.</summary>
    public float DefaultLearningRate { get; }

    /// <summary>Arrays of the parameters' shape that the rule carries from step to step.</summary>
    internal abstract int MomentCount { get; }

    /// <inheritdoc cref="AdamOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="AdamOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="AdamOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="AdamOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Adam(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new AdamOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="NadamOptimizer"/>
    /// <param name="beta1"><inheritdoc cref="NadamOptimizer.Beta1" path="/summary/node()"/></param>
    /// <param name="beta2"><inheritdoc cref="NadamOptimizer.Beta2" path="/summary/node()"/></param>
    /// <param name="epsilon"><inheritdoc cref="NadamOptimizer.Epsilon" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Optimizer Nadam(float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f) =>
        new NadamOptimizer(beta1, beta2, epsilon);

    /// <inheritdoc cref="SgdOptimizer"/>
    /// <param name="momentum"><inheritdoc cref="SgdOptimizer.Momentum" path="/summary/node()"/></param>
    /// <param name="nesterov"><inheritdoc cref="SgdOptimizer.Nesterov" path="/summary/node()"/></param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is out of its range.</exception>
    public static Optimizer Sgd(float momentum = 0, bool nesterov = false) => new SgdOptimizer(momentum, nesterov);

    /// <summary>Updates parameters in place. The segment is a multiple of 16 values long.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="step">Parameters, gradient and moments of one segment, and the step's constants.</param>
    internal abstract void Update(SimdLevel level, in OptimizerStep step);
}
