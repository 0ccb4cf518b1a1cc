using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>Normal with one standard deviation, whatever the layer's size.</summary>
internal sealed class NormalInitializer(float standardDeviation)
    : DrawnInitializer("random_normal", RequirePositive(standardDeviation, nameof(standardDeviation)))
{
    internal override NamedComponent With(float[] arguments) => new NormalInitializer(arguments[0]);

    private protected override float Draw(ref CounterRandom random, int inputs, int outputs) =>
        (float)(random.NextNormal() * standardDeviation);
}
