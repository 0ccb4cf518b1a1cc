using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>An optimizer that makes a step from the gradient of every mini-batch, each parameter by itself.</summary>
public abstract class MiniBatchOptimizer : Optimizer
{
    private protected MiniBatchOptimizer(string name, float defaultLearningRate, params float[] arguments)
        : base(name, defaultLearningRate, arguments)
    {
    }

    /// <summary>Arrays of the parameters' shape that the rule carries from step to step: 0 to 3.</summary>
    internal abstract int MomentCount { get; }

    /// <summary>What every value of the first moment is before the first step.</summary>
    internal virtual float InitialMoment => 0;

    /// <summary>Updates parameters in place. The segment is a multiple of 16 values long.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="step">Parameters, gradient and moments of one segment, and the step's constants.</param>
    internal abstract void Update(SimdLevel level, in OptimizerStep step);

    /// <summary>A number of the optimizer's text that stands for yes or no.</summary>
    private protected static bool RequireFlag(float value, string name) => value is 0 or 1
        ? value == 1
        : throw OutOfRange(value, name, "0 (no) or 1 (yes)");
}
