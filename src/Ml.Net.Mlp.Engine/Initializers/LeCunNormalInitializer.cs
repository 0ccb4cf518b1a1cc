using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The normal form of <see cref="LeCunUniformInitializer"/>: the same variance, no truncation.</summary>
internal sealed class LeCunNormalInitializer() : DrawnInitializer("lecun_normal")
{
    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)(random.NextNormal() * Math.Sqrt(1.0 / inputs));
}
