using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// AdamW (Loshchilov and Hutter, 2019): <see cref="AdamOptimizer"/> with a <see cref="Optimizer.DefaultWeightDecay"/>, which is
/// not part of the gradient and so not divided by its size. The decay is on weights, not on biases (Keras and PyTorch: on all
/// parameters). Default learning rate 0.001.
/// </summary>
public sealed class AdamWOptimizer : AdamFamilyOptimizer
{
    internal AdamWOptimizer(float weightDecay, float beta1, float beta2, float epsilon)
        : base("adamw", beta1, beta2, epsilon, weightDecay, beta1, beta2, epsilon) =>
        DefaultWeightDecay = RequireNonNegative(weightDecay, nameof(weightDecay));

    /// <summary>
    /// Fraction of each weight that a step takes away, times the learning rate; 0 or more. Default 0.01, as PyTorch (Keras:
    /// 0.004). <see cref="TrainingOptions.WeightDecay"/> takes its place where it is given.
    /// </summary>
    public override float DefaultWeightDecay { get; }

    internal override NamedComponent With(float[] arguments) =>
        new AdamWOptimizer(arguments[0], arguments[1], arguments[2], arguments[3]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new AdamRule(this, step), step);
}
