using System.Text.Json.Serialization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The function that a layer applies to its weighted sums, for example <see cref="ReLU"/>. Immutable, compared by value.
/// </summary>
/// <remarks>
/// To add one: a file beside this one, a line in <see cref="All"/> and a line in the gradient tests.
/// </remarks>
[JsonConverter(typeof(ActivationJsonConverter))]
public abstract unsafe class Activation : NamedComponent
{
    private protected Activation(string name, params float[] arguments)
        : base(name, arguments)
    {
    }

    /// <summary><c>f(x) = x</c></summary>
    public static Activation Identity { get; } = new IdentityActivation();

    /// <summary>Rectified linear unit, <c>f(x) = max(0, x)</c> (Nair and Hinton, 2010).</summary>
    public static Activation ReLU { get; } = new ElementwiseActivation<ReLU>("relu", default);

    /// <summary>Hyperbolic tangent, values in (-1, 1).</summary>
    public static Activation Tanh { get; } = new ElementwiseActivation<Tanh>("tanh", default);

    /// <summary>
    /// Scaled hyperbolic tangent, <c>f(x) = 1.7159 tanh(2x/3)</c>, values in (-1.7159, 1.7159) (LeCun et al., 1998):
    /// f(1) = 1 and f(-1) = -1, where its curvature is largest.
    /// </summary>
    public static Activation ScaledTanh { get; } = new ElementwiseActivation<ScaledTanh>("scaled_tanh", default);

    /// <summary>Logistic sigmoid, <c>f(x) = 1 / (1 + e^-x)</c>, values in (0, 1).</summary>
    public static Activation Sigmoid { get; } = new ElementwiseActivation<Sigmoid>("sigmoid", default);

    /// <summary>
    /// <c>f(x)_j = e^(x_j) / Σ_k e^(x_k)</c> over the outputs of a row: probabilities that sum to 1. For output layers.
    /// </summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    /// <summary>Every activation, in the order of the documentation.</summary>
    public static IReadOnlyList<Activation> All { get; } = [Identity, ReLU, Tanh, ScaledTanh, Sigmoid, Softmax];

    /// <summary>Finds an activation by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>relu</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Activation Parse(string text) => ComponentNames.Parse(text, "activation", All);

    /// <summary>Whether every value depends on its own weighted sum only, so that rows may be computed in parts.</summary>
    internal virtual bool IsElementwise => true;

    /// <summary>Whether values may well be zero, and then let no gradient through because the derivative is zero too.</summary>
    internal virtual bool ZerosStopGradient => false;

    /// <summary>
    /// Whether the derivative can't be told from the output: <see cref="Forward"/> then stores it while it has the sums.
    /// </summary>
    internal virtual bool StoresDerivative => false;

    /// <summary>
    /// Whether it is a layer of its own, because it has parameters or changes the number of values: then no
    /// <see cref="DenseLayer"/> can have it, and what stands behind one without activation is <see cref="AsLayer"/>.
    /// </summary>
    internal virtual bool IsLayer => false;

    /// <summary>The activation as a layer.</summary>
    internal virtual LayerDescription AsLayer() => new ActivationLayer(this);

    /// <summary>Units that the dense layer before it needs, so that <paramref name="units"/> values come out of it.</summary>
    internal virtual int DenseUnits(int units) => units;

    /// <summary>Throws when it can't stand in a layer, because it is one itself.</summary>
    /// <param name="position">The layer's position in the network, from 0.</param>
    /// <param name="layer">The layer's kind in words.</param>
    internal void RequireNoLayer(int position, string layer)
    {
        if (IsLayer)
        {
            throw new ArgumentException(
                $"Layer {position} ({layer}) has the {this} activation, which is a layer of its own; expected a {AsLayer().GetType().Name} behind a dense layer without activation.",
                nameof(Activation));
        }
    }

    /// <summary>Replaces weighted sums by the activation's values.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="values">First value; rows are padded with zeros to whole panels, and stay so.</param>
    /// <param name="derivatives">
    /// Receives the derivatives, at the same places, where <see cref="StoresDerivative"/>; null when no gradient is wanted.
    /// </param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; all of them, unless <see cref="IsElementwise"/>.</param>
    internal abstract void Forward(SimdLevel level, float* values, float* derivatives, nint stride, int rows, int columns);

    /// <summary>Replaces gradients at the activation's outputs by the gradients at its inputs.</summary>
    /// <param name="level">The instruction set.</param>
    /// <param name="known">The outputs, or the derivatives where <see cref="StoresDerivative"/>.</param>
    /// <param name="gradient">The gradients.</param>
    /// <param name="stride">Floats from row to row, of both.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns; all of them, unless <see cref="IsElementwise"/>.</param>
    internal abstract void Backward(SimdLevel level, float* known, float* gradient, nint stride, int rows, int columns);
}
