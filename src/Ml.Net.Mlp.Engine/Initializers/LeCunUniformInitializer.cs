using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Gives the sums the variance of the inputs (LeCun et al., 1998).</summary>
internal sealed class LeCunUniformInitializer() : DrawnInitializer("lecun_uniform")
{
    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)((2 * random.NextDouble() - 1) * Math.Sqrt(3.0 / inputs));
}
