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

    /// <summary>Uniform in ±sqrt(3 / inputs) (LeCun et al., 1998).</summary>
    public static Initializer LeCunUniform { get; } = new LeCunUniformInitializer();

    /// <summary>Normal with variance 1 / inputs (LeCun et al., 1998), for <see cref="Activation.SELU"/> (Klambauer et al., 2017).</summary>
    public static Initializer LeCunNormal { get; } = new LeCunNormalInitializer();

    /// <summary>All weights 0: for a network without hidden layers. The units of a hidden layer would all stay the same.</summary>
    public static Initializer Zeros { get; } = new ZerosInitializer();

    /// <summary>Every initializer, in the order of the documentation; those with numbers at their defaults.</summary>
    public static IReadOnlyList<Initializer> All { get; } =
    [
        GlorotUniform, GlorotNormal, HeUniform, HeNormal, LeCunUniform, LeCunNormal, Orthogonal(), Uniform(), Normal(), Zeros,
    ];

    /// <summary>
    /// A random orthogonal matrix times a gain: of rows and columns, whichever are fewer are orthogonal to each other and as long
    /// as the gain (Saxe et al., 2013).
    /// </summary>
    /// <param name="gain">Length of the rows or columns; a finite number above 0. Default 1; for ReLU sqrt(2).</param>
    /// <remarks>Time grows as rows · columns · the smaller of them: 1,000 × 1,000 takes about half a second.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The gain is out of its range.</exception>
    public static Initializer Orthogonal(float gain = 1) => new OrthogonalInitializer(gain);

    /// <summary>Uniform in ±range.</summary>
    /// <param name="range">Largest weight; a finite number above 0. Default 0.05, as Keras and Ciresan et al. (2010) have it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is out of its range.</exception>
    public static Initializer Uniform(float range = 0.05f) => new UniformInitializer(range);

    /// <summary>Normal with mean 0.</summary>
    /// <param name="standardDeviation">Standard deviation; a finite number above 0. Default 0.05, as Keras has it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is out of its range.</exception>
    public static Initializer Normal(float standardDeviation = 0.05f) => new NormalInitializer(standardDeviation);

    /// <summary>Finds an initializer by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>he_normal</c> or <c>orthogonal(1.5)</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Initializer Parse(string text) => ComponentNames.Parse(text, "initializer", All);

    /// <summary>Draws the weights of a layer, in the layout of <see cref="PanelLayout"/>, which are zero; the padding stays zero.</summary>
    internal abstract void Fill(float* panels, CounterRandom random, int inputs, int outputs);
}
