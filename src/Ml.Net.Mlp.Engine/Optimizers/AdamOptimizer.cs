using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adam (Kingma and Ba, 2015): <c>m ← β1 m + (1 - β1) g</c>, <c>v ← β2 v + (1 - β2) g²</c>,
/// <c>w ← w - rate · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)</c>. Default learning rate 0.001.
/// </summary>
public sealed unsafe class AdamOptimizer : Optimizer
{
    internal AdamOptimizer(float beta1, float beta2, float epsilon)
        : base("adam", 0.001f, beta1, beta2, epsilon)
    {
        Beta1 = RequireUnitInterval(beta1, nameof(beta1));
        Beta2 = RequireUnitInterval(beta2, nameof(beta2));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
    }

    /// <summary>Decay of the mean of gradients, 0 (inclusive) to 1 (exclusive). Default 0.9.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the mean of squared gradients, 0 (inclusive) to 1 (exclusive). Default 0.999.</summary>
    public float Beta2 { get; }

    /// <summary>Keeps the quotient finite; above 0. Default 1e-7, as Keras (the paper and PyTorch: 1e-8).</summary>
    public float Epsilon { get; }

    internal override int MomentCount => 2;

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(step, this), step);

    private readonly struct Rule : IParameterRule
    {
        private readonly float _beta1;
        private readonly float _beta2;
        private readonly float _gain1;
        private readonly float _gain2;
        private readonly float _epsilon;
        private readonly float _stepSize;
        private readonly float _correction2;

        // The corrections of both moments are constants of the step: double precision costs nothing here.
        public Rule(in OptimizerStep step, AdamOptimizer adam)
        {
            _beta1 = adam.Beta1;
            _beta2 = adam.Beta2;
            _gain1 = (float)(1.0 - adam.Beta1);
            _gain2 = (float)(1.0 - adam.Beta2);
            _epsilon = adam.Epsilon;
            _stepSize = (float)(step.LearningRate / (1 - ExactMath.Power(adam.Beta1, step.Number)));
            _correction2 = (float)(1 / Math.Sqrt(1 - ExactMath.Power(adam.Beta2, step.Number)));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2) where T : struct, IVec<T>
        {
            moment1 = VectorFunctions.FlushTiny(
                T.FusedMultiplyAdd(T.Create(_gain1), gradient, T.Create(_beta1) * moment1));
            moment2 = VectorFunctions.FlushTiny(
                T.FusedMultiplyAdd(T.Create(_gain2) * gradient, gradient, T.Create(_beta2) * moment2));
            var denominator = T.FusedMultiplyAdd(T.Sqrt(moment2), T.Create(_correction2), T.Create(_epsilon));
            parameter -= T.Create(_stepSize) * moment1 / denominator;
        }
    }
}
