using System.Runtime.CompilerServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Lion (Chen et al., 2023): <c>w ← w - rate · sign(β1 m + (1 - β1) g)</c>, then <c>m ← β2 m + (1 - β2) g</c>. Every step has the
/// size of the learning rate; the paper takes a third to a tenth of Adam's, with 3 to 10 times its weight decay
/// (<see cref="TrainingOptions.WeightDecay"/>). Default learning rate 0.001, as Keras (the paper: 0.0001).
/// </summary>
public sealed class LionOptimizer : MiniBatchOptimizer
{
    internal LionOptimizer(float beta1, float beta2)
        : base("lion", 0.001f, beta1, beta2)
    {
        Beta1 = RequireUnitInterval(beta1, nameof(beta1));
        Beta2 = RequireUnitInterval(beta2, nameof(beta2));
    }

    /// <summary>Share of the mean in the direction of a step, 0 (inclusive) to 1 (exclusive). Default 0.9.</summary>
    public float Beta1 { get; }

    /// <summary>Decay of the mean of gradients, 0 (inclusive) to 1 (exclusive). Default 0.99.</summary>
    public float Beta2 { get; }

    internal override int MomentCount => Rule.MomentCount;

    internal override NamedComponent With(float[] arguments) => new LionOptimizer(arguments[0], arguments[1]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new Rule(this, step), step);

    private readonly struct Rule(LionOptimizer lion, in OptimizerStep step) : IParameterRule
    {
        private readonly float _rate = step.LearningRate;
        private readonly float _beta1 = lion.Beta1;
        private readonly float _beta2 = lion.Beta2;
        private readonly float _gain1 = (float)(1.0 - lion.Beta1);
        private readonly float _gain2 = (float)(1.0 - lion.Beta2);

        public static int MomentCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Update<T>(ref T parameter, T gradient, ref T mean, ref T moment2, ref T moment3) where T : struct, IVec<T>
        {
            var direction = T.FusedMultiplyAdd(T.Create(_gain1), gradient, T.Create(_beta1) * mean);
            mean = VectorFunctions.FlushTiny(T.FusedMultiplyAdd(T.Create(_gain2), gradient, T.Create(_beta2) * mean));
            parameter = T.FusedMultiplyAdd(T.Create(-_rate), VectorFunctions.Sign(direction), parameter);
        }
    }
}
