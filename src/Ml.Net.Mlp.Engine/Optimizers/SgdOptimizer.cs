using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Stochastic gradient descent: <c>v ← momentum · v - rate · g</c>, <c>w ← w + v</c>; with Nesterov's look-ahead
/// <c>w ← w + momentum · v - rate · g</c> (Sutskever et al., 2013, as Keras and scikit-learn compute it).
/// Default learning rate 0.01.
/// </summary>
public sealed class SgdOptimizer : MiniBatchOptimizer
{
    internal SgdOptimizer(float momentum, bool nesterov)
        : base("sgd", 0.01f, momentum, nesterov ? 1 : 0)
    {
        Momentum = RequireUnitInterval(momentum, nameof(momentum));
        Nesterov = nesterov;
    }

    /// <summary>Fraction of the last step that is kept, 0 (inclusive) to 1 (exclusive). Default 0.</summary>
    public float Momentum { get; }

    /// <summary>Whether to look ahead along the momentum (no effect when it is 0). Default false.</summary>
    public bool Nesterov { get; }

    internal override int MomentCount => Momentum > 0 ? 1 : 0;

    internal override NamedComponent With(float[] arguments) =>
        new SgdOptimizer(arguments[0], RequireFlag(arguments[1], "nesterov"));

    internal override void Update(SimdLevel level, in OptimizerStep step)
    {
        if (Momentum == 0)
        {
            ParameterLoop.Run(level, new Plain(step), step);
        }
        else if (Nesterov)
        {
            ParameterLoop.Run(level, new LookAhead(step, Momentum), step);
        }
        else
        {
            ParameterLoop.Run(level, new Heavy(step, Momentum), step);
        }
    }

    private readonly struct Plain(in OptimizerStep step) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;

        public static int MomentCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T moment1, ref T moment2, ref T moment3) where T : struct, IVec<T> =>
            parameter = T.FusedMultiplyAdd(T.Create(-_rate), gradient, parameter);
    }

    private readonly struct Heavy(in OptimizerStep step, float momentum) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;

        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T velocity, ref T moment2, ref T moment3) where T : struct, IVec<T>
        {
            velocity = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(-_rate), gradient, velocity * T.Create(momentum)));
            parameter += velocity;
        }
    }

    private readonly struct LookAhead(in OptimizerStep step, float momentum) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;

        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T velocity, ref T moment2, ref T moment3) where T : struct, IVec<T>
        {
            velocity = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(-_rate), gradient, velocity * T.Create(momentum)));
            parameter += T.FusedMultiplyAdd(T.Create(-_rate), gradient, velocity * T.Create(momentum));
        }
    }
}
