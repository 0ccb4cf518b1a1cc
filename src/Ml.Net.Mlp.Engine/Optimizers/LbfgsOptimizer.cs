namespace Ml.Net.Mlp.Engine;

/// <summary>
/// L-BFGS (Liu and Nocedal, 1989), a quasi-Newton method on all rows at once: for small data and networks, where it comes closer
/// to a minimum than steps from mini-batches do. The direction comes from the last steps by the two-loop recursion, its length
/// from a line search that meets the strong Wolfe conditions (Nocedal and Wright, 2006, algorithms 7.4, 3.5 and 3.6; constants
/// 0.0001 and 0.9, 25 trials at most). Default learning rate 1: what the line search tries first; in the first epoch times
/// <c>min(1, 1 / Σ|g|)</c>, as PyTorch.
/// </summary>
/// <remarks>
/// <para>
/// An epoch is one iteration, of one or a few passes over all rows, which the line search decides. The rows come in their own
/// order, <see cref="TrainingOptions.BatchSize"/> of them at a time; that size changes the speed, and the result by rounding only.
/// The loss of an epoch is the one after its iteration. Where no step lowers the loss any more, as far as single precision can
/// tell, the remaining epochs leave the network as it is and take no time.
/// </para>
/// <para>
/// Not together with <see cref="TrainingOptions.L1Regularization"/>, <see cref="TrainingOptions.WeightDecay"/>,
/// <see cref="TrainingOptions.MaxNorm"/>, clipping, <see cref="TrainingOptions.WeightAveraging"/>, nor with layers that are
/// random in training or learn statistics of mini-batches: the line search needs one smooth function.
/// <see cref="TrainingOptions.L2Regularization"/> is part of it.
/// </para>
/// </remarks>
public sealed class LbfgsOptimizer : Optimizer
{
    private const int LargestMemory = 1000;

    internal LbfgsOptimizer(int memory)
        : base("lbfgs", 1, memory) =>
        Memory = memory is >= 1 and <= LargestMemory ? memory : throw OutOfRange(memory, nameof(memory), Expected);

    /// <summary>
    /// Steps that the direction is made from, 1 to 1000; each takes memory for the parameters and their gradient. Default 10, as
    /// SciPy and scikit-learn (PyTorch: 100).
    /// </summary>
    public int Memory { get; }

    private static string Expected => $"a whole number, 1 to {LargestMemory}";

    internal override NamedComponent With(float[] arguments) => float.IsInteger(arguments[0]) && arguments[0] <= LargestMemory
        ? new LbfgsOptimizer((int)arguments[0])
        : throw OutOfRange(arguments[0], "memory", Expected);
}
