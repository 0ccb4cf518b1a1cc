using System.Text.Json.Serialization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Draws the initial weights of a layer. Immutable; compare by reference.
/// </summary>
/// <remarks>To add one: a file beside this one, a line in <see cref="All"/> and a line in the tests.</remarks>
[JsonConverter(typeof(InitializerJsonConverter))]
public abstract class Initializer
{
    private protected Initializer(string name) => Name = name;

    /// <summary>Uniform in ±sqrt(6 / (inputs + outputs)) (Glorot and Bengio, 2010). Keras' default.</summary>
    public static Initializer GlorotUniform { get; } = new GlorotUniformInitializer();

    /// <summary>Normal with variance 2 / (inputs + outputs) (Glorot and Bengio, 2010).</summary>
    public static Initializer GlorotNormal { get; } = new GlorotNormalInitializer();

    /// <summary>Uniform in ±sqrt(6 / inputs), for rectified units (He et al., 2015).</summary>
    public static Initializer HeUniform { get; } = new HeUniformInitializer();

    /// <summary>Normal with variance 2 / inputs, for rectified units (He et al., 2015).</summary>
    public static Initializer HeNormal { get; } = new HeNormalInitializer();

    /// <summary>Every initializer, in the order of the documentation.</summary>
    public static IReadOnlyList<Initializer> All { get; } = [GlorotUniform, GlorotNormal, HeUniform, HeNormal];

    /// <summary>The name in files, as Keras spells it: <c>glorot_uniform</c>, ...</summary>
    public string Name { get; }

    /// <summary>Finds an initializer by its <see cref="Name"/>, in any case.</summary>
    /// <param name="name">For example <c>he_normal</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists all.</exception>
    public static Initializer Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no initializer '{name}'; expected one of {string.Join(", ", All.Select(i => i.Name))}.", nameof(name));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Draws one weight of a layer of <paramref name="inputs"/> inputs and <paramref name="outputs"/> outputs.</summary>
    internal abstract float Draw(ref CounterRandom random, int inputs, int outputs);
}
