using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// RMSprop (Tieleman and Hinton, 2012): <c>v ← ρ v + (1 - ρ) g²</c>, <c>w ← w - rate · g / (sqrt(v) + ε)</c>. Centered (Graves,
/// 2013), it also keeps <c>a ← ρ a + (1 - ρ) g</c> and divides by <c>sqrt(v - a²) + ε</c>. With momentum the step goes through
/// <c>b ← momentum · b + rate · g / (...)</c>, <c>w ← w - b</c>. Default learning rate 0.001, as Keras (PyTorch: 0.01).
/// </summary>
public sealed class RmsPropOptimizer : MiniBatchOptimizer
{
    internal RmsPropOptimizer(float rho, float epsilon, float momentum, bool centered)
        : base("rmsprop", 0.001f, rho, epsilon, momentum, centered ? 1 : 0)
    {
        Rho = RequireUnitInterval(rho, nameof(rho));
        Epsilon = RequirePositive(epsilon, nameof(epsilon));
        Momentum = RequireUnitInterval(momentum, nameof(momentum));
        Centered = centered;
    }

    /// <summary>Decay of the running means, 0 (inclusive) to 1 (exclusive). Default 0.9, as Keras (PyTorch: 0.99).</summary>
    public float Rho { get; }

    /// <summary>
    /// Keeps the quotient finite; above 0. Default 1e-7, as Keras, where it stands under the root (PyTorch: 1e-8, beside the root).
    /// </summary>
    public float Epsilon { get; }

    /// <summary>Fraction of the last step that is kept, 0 (inclusive) to 1 (exclusive). Default 0.</summary>
    public float Momentum { get; }

    /// <summary>Whether to divide by the deviation of the gradients from their mean rather than by their size. Default false.</summary>
    public bool Centered { get; }

    internal override int MomentCount => 1 + (Momentum > 0 ? 1 : 0) + (Centered ? 1 : 0);

    internal override NamedComponent With(float[] arguments) =>
        new RmsPropOptimizer(arguments[0], arguments[1], arguments[2], RequireFlag(arguments[3], "centered"));

    internal override void Update(SimdLevel level, in OptimizerStep step)
    {
        var steps = new Steps(this, step);
        switch (Centered, Momentum > 0)
        {
            case (false, false):
                ParameterLoop.Run(level, new Plain(steps), step);
                break;
            case (false, true):
                ParameterLoop.Run(level, new Heavy(steps), step);
                break;
            case (true, false):
                ParameterLoop.Run(level, new PlainCentered(steps), step);
                break;
            default:
                ParameterLoop.Run(level, new HeavyCentered(steps), step);
                break;
        }
    }

    /// <summary>What the four rules share.</summary>
    private readonly struct Steps(RmsPropOptimizer rmsProp, in OptimizerStep step)
    {
        private readonly float _rate = step.LearningRate;
        private readonly float _rho = rmsProp.Rho;
        private readonly float _gain = (float)(1.0 - rmsProp.Rho);
        private readonly float _epsilon = rmsProp.Epsilon;
        private readonly float _momentum = rmsProp.Momentum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Step<T>(T gradient, ref T square) where T : struct, IVec<T>
        {
            square = Square(gradient, square);
            return T.Create(_rate) * gradient / (T.Sqrt(square) + T.Create(_epsilon));
        }

        // The difference of equal numbers may be rounded to one below 0.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T CenteredStep<T>(T gradient, ref T square, ref T mean) where T : struct, IVec<T>
        {
            square = Square(gradient, square);
            mean = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_gain), gradient, T.Create(_rho) * mean));
            var variance = T.FusedMultiplyAdd(T.Zero - mean, mean, square);
            variance = T.SelectLess(variance, T.Zero, T.Zero, variance);
            return T.Create(_rate) * gradient / (T.Sqrt(variance) + T.Create(_epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Velocity<T>(T velocity, T step) where T : struct, IVec<T> =>
            VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_momentum), velocity, step));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private T Square<T>(T gradient, T square) where T : struct, IVec<T> =>
            VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_gain) * gradient, gradient, T.Create(_rho) * square));
    }

    private readonly struct Plain(Steps steps) : IParameterRule
    {
        private readonly Steps _steps = steps;

        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T square, ref T moment2, ref T moment3) where T : struct, IVec<T> =>
            parameter -= _steps.Step(gradient, ref square);
    }

    private readonly struct Heavy(Steps steps) : IParameterRule
    {
        private readonly Steps _steps = steps;

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T square, ref T velocity, ref T moment3) where T : struct, IVec<T>
        {
            velocity = _steps.Velocity(velocity, _steps.Step(gradient, ref square));
            parameter -= velocity;
        }
    }

    private readonly struct PlainCentered(Steps steps) : IParameterRule
    {
        private readonly Steps _steps = steps;

        public static int MomentCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T square, ref T mean, ref T moment3) where T : struct, IVec<T> =>
            parameter -= _steps.CenteredStep(gradient, ref square, ref mean);
    }

    private readonly struct HeavyCentered(Steps steps) : IParameterRule
    {
        private readonly Steps _steps = steps;

        public static int MomentCount => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T square, ref T mean, ref T velocity) where T : struct, IVec<T>
        {
            velocity = _steps.Velocity(velocity, _steps.CenteredStep(gradient, ref square, ref mean));
            parameter -= velocity;
        }
    }
}
