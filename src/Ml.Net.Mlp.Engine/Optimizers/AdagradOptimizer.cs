using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer, 2011): <c>s ← s + g²</c>, <c>w ← w - rate · g / (sqrt(s) + ε)</c>, where s begins at the
/// initial accumulator. Default learning rate 0.001, as Keras (PyTorch: 0.01).
/// </summary>
public sealed class AdagradOptimizer : MiniBatchOptimizer
{
    internal AdagradOptimizer(float initialAccumulator, float epsilon)
        : base("adagrad", 0.001f, initialAccumulator, epsilon)
    {
        InitialAccumulator = RequireNonNegative(initialAccumulator, nameof(initialAccumulator));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
    }

    /// <summary>What the sum of squared gradients begins at, 0 or more. Default 0.1, as Keras (PyTorch: 0).</summary>
    public float InitialAccumulator { get; }

    /// <summary>
    /// Keeps the quotient finite; above 0. Default 1e-7, as Keras, where it stands under the root (PyTorch: 1e-10).
    /// </summary>
    public float Epsilon { get; }

    internal override int MomentCount => Rule.MomentCount;

    internal override float InitialMoment => InitialAccumulator;

    internal override NamedComponent With(float[] arguments) => new AdagradOptimizer(arguments[0], arguments[1]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

    private readonly struct Rule(AdagradOptimizer adagrad, in OptimizerStep step) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;
        private readonly float _epsilon = adagrad.Epsilon;

        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T sum, ref T moment2, ref T moment3) where T : struct, IVec<T>
        {
            sum = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(gradient, gradient, sum));
            parameter -= T.Create(_rate) * gradient / (T.Sqrt(sum) + T.Create(_epsilon));
        }
    }
}
