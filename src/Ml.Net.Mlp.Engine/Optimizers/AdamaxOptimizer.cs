using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adamax, Adam by the maximum norm (Kingma and Ba, 2015, section 7.1): <c>m ← β1 m + (1 - β1) g</c>, <c>u ← max(β2 u, |g|)</c>,
/// <c>w ← w - rate / (1 - β1^t) · m / (u + ε)</c>. Default learning rate 0.001, as Keras (the paper and PyTorch: 0.002).
/// </summary>
public sealed class AdamaxOptimizer : AdamFamilyOptimizer
{
    internal AdamaxOptimizer(float beta1, float beta2, float epsilon)
        : base("adamax", beta1, beta2, epsilon)
    {
    }

    internal override NamedComponent With(float[] arguments) => new AdamaxOptimizer(arguments[0], arguments[1], arguments[2]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

    private readonly struct Rule(AdamaxOptimizer adamax, in OptimizerStep step) : IParameterRule
    {
        private readonly AdamMoments _moments = new(adamax, step.Number);
        private readonly float _stepSize = AdamMoments.StepSize(adamax, step);
        private readonly float _beta2 = adamax.Beta2;
        private readonly float _epsilon = adamax.Epsilon;

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T largest, ref T moment3) where T : struct, IVec<T>
        {
            var size = T.Abs(gradient);
            moment1 = _moments.Mean(moment1, gradient);
            largest = VectorFunctions.FlushTiny(T.Create(_beta2) * largest);
            largest = T.SelectLess(size, largest, largest, size);
            parameter -= T.Create(_stepSize) * moment1 / (largest + T.Create(_epsilon));
        }
    }
}
