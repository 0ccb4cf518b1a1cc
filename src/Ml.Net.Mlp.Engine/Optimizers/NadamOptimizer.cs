using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Nadam, Adam with Nesterov's look-ahead (Dozat, 2016), as PyTorch's documentation defines it. With the momentum
/// <c>μ_t = β1 (1 - 0.5 · 0.96^(0.004 t))</c> and Adam's <c>m ← β1 m + (1 - β1) g</c>, <c>v ← β2 v + (1 - β2) g²</c>:
/// <c>w ← w - rate · (μ_(t+1) m / (1 - Π_(i≤t+1) μ_i) + (1 - μ_t) g / (1 - Π_(i≤t) μ_i)) / (sqrt(v / (1 - β2^t)) + ε)</c>.
/// Default learning rate 0.001, as Keras (PyTorch: 0.002).
/// </summary>
public sealed unsafe class NadamOptimizer : Optimizer
{
    /// <summary>0.96^0.004 to the last bit, because a math library's power may differ between operating systems.</summary>
    private const double MomentumDecay = 0.9998367253526753;

    internal NadamOptimizer(float beta1, float beta2, float epsilon)
        : base("nadam", 0.001f, beta1, beta2, epsilon)
    {
        Beta1 = RequireUnitInterval(beta1, nameof(beta1));
        Beta2 = RequireUnitInterval(beta2, nameof(beta2));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
    }

    /// <summary>Decay of the mean of gradients, 0 (inclusive) to 1 (exclusive). Default 0.9.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients, 0 (inclusive) to 1 (exclusive). Default 0.999.</summary>
    public float Beta2 { get; }

    /// <summary>Keeps the quotient finite; above 0. Default 1e-7, as Keras (PyTorch: 1e-8).</summary>
    public float Epsilon { get; }

    internal override int MomentCount => 2;

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(step, this), step);

    /// <summary>μ of a step.</summary>
    private static double Momentum(double beta1, long step) => beta1 * (1 - (0.5 * ExactMath.Power(MomentumDecay, step)));

    /// <summary>
    /// 1 - Π μ_i over the steps 1 to <paramref name="last"/>. The factors begin below ½ and grow slowly, so the product is
    /// lost beside 1 after some fifty of them, and it costs next to nothing to begin anew at every step.
    /// </summary>
    private static double MomentumCorrection(double beta1, long last)
    {
        var product = 1.0;
        var decay = 1.0;
        for (var i = 1L; i <= last && product > 1e-17; i++)
        {
            decay *= MomentumDecay;
            product *= beta1 * (1 - (0.5 * decay));
        }

        return 1 - product;
    }

    private readonly struct Rule : IParameterRule
    {
        private readonly float _beta1;
        private readonly float _beta2;
        private readonly float _gain1;
        private readonly float _gain2;
        private readonly float _epsilon;
        private readonly float _gradientStep;
        private readonly float _momentStep;
        private readonly float _correction2;

        public Rule(in OptimizerStep step, NadamOptimizer nadam)
        {
            _beta1 = nadam.Beta1;
            _beta2 = nadam.Beta2;
            _gain1 = (float)(1.0 - nadam.Beta1);
            _gain2 = (float)(1.0 - nadam.Beta2);
            _epsilon = nadam.Epsilon;
            var (now, next) = (step.Number, step.Number + 1);
            _gradientStep = (float)(step.LearningRate * (1 - Momentum(_beta1, now)) / MomentumCorrection(_beta1, now));
            _momentStep = (float)(step.LearningRate * Momentum(_beta1, next) / MomentumCorrection(_beta1, next));
            _correction2 = (float)(1 / Math.Sqrt(1 - ExactMath.Power(nadam.Beta2, now)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2) where T : struct, IVec<T>
        {
            moment1 = VectorFunctions.FlushTiny(
                T.FusedMultiplyAdd(T.Create(_gain1), gradient, T.Create(_beta1) * moment1));
            moment2 = VectorFunctions.FlushTiny(
                T.FusedMultiplyAdd(T.Create(_gain2) * gradient, gradient, T.Create(_beta2) * moment2));
            var denominator = T.FusedMultiplyAdd(T.Sqrt(moment2), T.Create(_correction2), T.Create(_epsilon));
            var direction = T.FusedMultiplyAdd(T.Create(_momentStep), moment1, T.Create(_gradientStep) * gradient);
            parameter -= direction / denominator;
        }
    }
}
