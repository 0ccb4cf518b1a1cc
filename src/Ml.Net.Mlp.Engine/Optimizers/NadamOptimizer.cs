using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Nadam, Adam with Nesterov's look-ahead (Dozat, 2016), as PyTorch's documentation defines it. With the momentum
/// <c>μ_t = β1 (1 - 0.5 · 0.96^(0.004 t))</c> and Adam's <c>m ← β1 m + (1 - β1) g</c>, <c>v ← β2 v + (1 - β2) g²</c>:
/// <c>w ← w - rate · (μ_(t+1) m / (1 - Π_(i≤t+1) μ_i) + (1 - μ_t) g / (1 - Π_(i≤t) μ_i)) / (sqrt(v / (1 - β2^t)) + ε)</c>.
/// Default learning rate 0.001, as Keras (PyTorch: 0.002).
/// </summary>
public sealed class NadamOptimizer : AdamFamilyOptimizer
{
    /// <summary>0.96^0.004 to the last bit, because a math library's power may differ between operating systems.</summary>
    private const double MomentumDecay = 0.9998367253526753;

    internal NadamOptimizer(float beta1, float beta2, float epsilon)
        : base("nadam", beta1, beta2, epsilon)
    {
    }

    internal override NamedComponent With(float[] arguments) => new NadamOptimizer(arguments[0], arguments[1], arguments[2]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

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
        private readonly AdamMoments _moments;
        private readonly float _gradientStep;
        private readonly float _momentStep;

        public Rule(NadamOptimizer nadam, in OptimizerStep step)
        {
            var (beta1, now, next) = (nadam.Beta1, step.Number, step.Number + 1);
            _moments = new AdamMoments(nadam, now);
            _gradientStep = (float)(step.LearningRate * (1 - Momentum(beta1, now)) / MomentumCorrection(beta1, now));
            _momentStep = (float)(step.LearningRate * Momentum(beta1, next) / MomentumCorrection(beta1, next));
        }

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2, ref T moment3) where T : struct, IVec<T>
        {
            moment1 = _moments.Mean(moment1, gradient);
            moment2 = _moments.Square(moment2, gradient);
            var direction = T.FusedMultiplyAdd(T.Create(_momentStep), moment1, T.Create(_gradientStep) * gradient);
            parameter -= direction / _moments.Denominator(moment2);
        }
    }
}
