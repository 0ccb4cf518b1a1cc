using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// AMSGrad (Reddi, Kale and Kumar, 2018), as Keras and PyTorch compute it: <see cref="AdamOptimizer"/>, dividing by the largest v
/// that there has been, so that steps never grow again: <c>u ← max(u, v)</c>,
/// <c>w ← w - rate · (m / (1 - β1^t)) / (sqrt(u / (1 - β2^t)) + ε)</c>. Default learning rate 0.001.
/// </summary>
public sealed class AmsGradOptimizer : AdamFamilyOptimizer
{
    internal AmsGradOptimizer(float beta1, float beta2, float epsilon)
        : base("amsgrad", beta1, beta2, epsilon)
    {
    }

    internal override int MomentCount => Rule.MomentCount;

    internal override NamedComponent With(float[] arguments) => new AmsGradOptimizer(arguments[0], arguments[1], arguments[2]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

    private readonly struct Rule(AdamFamilyOptimizer adam, in OptimizerStep step) : IParameterRule
    {
        private readonly AdamMoments _moments = new(adam, step.Number);
        private readonly float _stepSize = AdamMoments.StepSize(adam, step);

        public static int MomentCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2, ref T largest) where T : struct, IVec<T>
        {
            moment1 = _moments.Mean(moment1, gradient);
            moment2 = _moments.Square(moment2, gradient);
            largest = T.SelectLess(moment2, largest, largest, moment2);
            parameter -= T.Create(_stepSize) * moment1 / _moments.Denominator(largest);
        }
    }
}
