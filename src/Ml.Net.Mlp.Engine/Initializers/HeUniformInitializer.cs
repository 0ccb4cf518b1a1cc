using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Makes up for the half of the inputs that a rectified unit silences (He et al., 2015).</summary>
internal sealed class HeUniformInitializer() : DrawnInitializer("he_uniform")
{
    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)((2 * random.NextDouble() - 1) * Math.Sqrt(6.0 / inputs));
}
