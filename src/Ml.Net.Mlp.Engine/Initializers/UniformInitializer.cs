using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Uniform in ±range, whatever the layer's size.</summary>
internal sealed class UniformInitializer(float range) : DrawnInitializer("random_uniform", RequirePositive(range, nameof(range)))
{
    internal override NamedComponent With(float[] arguments) => new UniformInitializer(arguments[0]);

    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)((2 * random.NextDouble() - 1) * range);
}
