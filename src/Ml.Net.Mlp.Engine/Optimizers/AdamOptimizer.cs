using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Adam (Kingma and Ba, 2015): <c>m ← β1 m + (1 - β1) g</c>, <c>v ← β2 v + (1 - β2) g²</c>,
/// <c>w ← w - rate · (m / (1 - β1^t)) / (sqrt(v / (1 - β2^t)) + ε)</c>. Default learning rate 0.001.
/// </summary>
public sealed class AdamOptimizer : AdamFamilyOptimizer
{
    internal AdamOptimizer(float beta1, float beta2, float epsilon)
        : base("adam", beta1, beta2, epsilon)
    {
    }

    internal override NamedComponent With(float[] arguments) => new AdamOptimizer(arguments[0], arguments[1], arguments[2]);

    internal override void Update(SimdLevel level, in OptimizerStep step) =>
        ParameterLoop.Run(level, new AdamRule(this, step), step);
}
