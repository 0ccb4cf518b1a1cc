using System.Text.Json.Serialization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Draws the initial weights of a layer. Immutable, compared by value.
/// </summary>
/// <remarks>To add one: a file beside this one, a line in <see cref="All"/> and a line in the tests.</remarks>
[JsonConverter(typeof(InitializerJsonConverter))]
public abstract unsafe class Initializer : NamedComponent
{
    private protected Initializer(string name, params float[] arguments)
        : base(name, arguments)
    {
    }

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

    /// <summary>Finds an initializer by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>he_normal</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Initializer Parse(string text) => ComponentNames.Parse(text, "initializer", All);

    /// <summary>Draws the weights of a layer, in the layout of <see cref="PanelLayout"/>; the padding is left at zero.</summary>
    internal virtual void Fill(float* panels, CounterRandom random, int inputs, int outputs)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                panels[PanelLayout.Index(inputs, input, output)] = Draw(ref random, inputs, outputs);
            }
        }
    }

    /// <summary>Draws one weight of a layer of <paramref name="inputs"/> inputs and <paramref name="outputs"/> outputs.</summary>
    private protected abstract float Draw(ref CounterRandom random, int inputs, int outputs);
}
