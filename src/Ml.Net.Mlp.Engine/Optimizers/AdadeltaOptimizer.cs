using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adadelta (Zeiler, 2012): <c>v ← ρ v + (1 - ρ) g²</c>, <c>Δ = sqrt(d + ε) / sqrt(v + ε) · g</c>, <c>d ← ρ d + (1 - ρ) Δ²</c>,
/// <c>w ← w - rate · Δ</c>. Default learning rate 1, as the paper, PyTorch and H2O: the rule sets the size of its steps by
/// itself (Keras: 0.001, a thousandth of the paper's step).
/// </summary>
public sealed class AdadeltaOptimizer : MiniBatchOptimizer
{
    internal AdadeltaOptimizer(float rho, float epsilon)
        : base("adadelta", 1, rho, epsilon)
    {
        Rho = RequireUnitInterval(rho, nameof(rho));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
    }

    /// <summary>
    /// Decay of both running means, 0 (inclusive) to 1 (exclusive). Default 0.95, as the paper and Keras (PyTorch: 0.9, H2O: 0.99).
    /// </summary>
    public float Rho { get; }

    /// <summary>
    /// Under both roots, above 0; its root is about the size of the first steps. Default 1e-7, as Keras (the paper and PyTorch:
    /// 1e-6, H2O: 1e-8).
    /// </summary>
    public float Epsilon { get; }

    internal override int MomentCount => Rule.MomentCount;

    internal override NamedComponent With(float[] arguments) => new AdadeltaOptimizer(arguments[0], arguments[1]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

    private readonly struct Rule(AdadeltaOptimizer adadelta, in OptimizerStep step) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;
        private readonly float _rho = adadelta.Rho;
        private readonly float _gain = (float)(1.0 - adadelta.Rho);
        private readonly float _epsilon = adadelta.Epsilon;

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T square, ref T delta, ref T moment3) where T : struct, IVec<T>
        {
            var (rho, gain, epsilon) = (T.Create(_rho), T.Create(_gain), T.Create(_epsilon));
            square = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(gain * gradient, gradient, rho * square));
            var step = T.Sqrt(delta + epsilon) / T.Sqrt(square + epsilon) * gradient;
            delta = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(gain * step, step, rho * delta));
            parameter = T.FusedMultiplyAdd(T.Create(-_rate), step, parameter);
        }
    }
}
