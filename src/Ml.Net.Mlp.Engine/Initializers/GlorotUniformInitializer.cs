using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Keeps the variance of activations and gradients about equal over the layers (Glorot and Bengio, 2010).</summary>
internal sealed class GlorotUniformInitializer() : DrawnInitializer("glorot_uniform")
{
    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)((2 * random.NextDouble() - 1) * Math.Sqrt(6.0 / ((double)inputs + outputs)));
}
