using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>The normal form of <see cref="HeUniformInitializer"/>: the same variance, no truncation.</summary>
internal sealed class HeNormalInitializer() : DrawnInitializer("he_normal")
{
    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)(random.NextNormal() * Math.Sqrt(2.0 / inputs));
}
