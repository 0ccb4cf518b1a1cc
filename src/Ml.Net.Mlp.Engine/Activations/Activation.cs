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

    /// <summary>
    /// Heaviside's step, <c>f(x) = 1</c> above 0, otherwise 0: the threshold unit (McCulloch and Pitts, 1943; Rosenblatt, 1958).
    /// For scoring only: its derivative is 0, so a training refuses it.
    /// </summary>
    public static Activation Step { get; } = new ElementwiseActivation<Step>("step", default);

    /// <summary>Logistic sigmoid, <c>f(x) = 1 / (1 + e^-x)</c>, values in (0, 1).</summary>
    public static Activation Sigmoid { get; } = new ElementwiseActivation<Sigmoid>("sigmoid", default);

    /// <summary>
    /// Hard sigmoid, <c>f(x) = min(max(x/6 + 1/2, 0), 1)</c>: a sigmoid of three straight pieces, with the slope that PyTorch and
    /// Keras 3 have (Howard et al., 2019).
    /// </summary>
    public static Activation HardSigmoid { get; } = new ElementwiseActivation<HardSigmoid>("hard_sigmoid", default);

    /// <summary>Hyperbolic tangent, values in (-1, 1).</summary>
    public static Activation Tanh { get; } = new ElementwiseActivation<Tanh>("tanh", default);

    /// <summary>
    /// Scaled hyperbolic tangent, <c>f(x) = 1.7159 tanh(2x/3)</c>, values in (-1.7159, 1.7159) (LeCun et al., 1998):
    /// f(1) = 1 and f(-1) = -1, where its curvature is largest.
    /// </summary>
    public static Activation ScaledTanh { get; } = new ElementwiseActivation<ScaledTanh>("scaled_tanh", default);

    /// <summary>Rectified linear unit, <c>f(x) = max(0, x)</c> (Nair and Hinton, 2010).</summary>
    public static Activation ReLU { get; } = new ElementwiseActivation<ReLU>("relu", default);

    /// <summary>
    /// Scaled exponential linear unit, <c>f(x) = 1.0507 x</c> above 0, otherwise <c>1.7581 (e^x - 1)</c> (Klambauer et al., 2017):
    /// with <see cref="Initializer.LeCunNormal"/> it keeps values at mean 0 and variance 1 from layer to layer.
    /// </summary>
    public static Activation SELU { get; } = new ElementwiseActivation<ELU>("selu", new ELU(alpha: 1.67326324f, scale: 1.05070099f));

    /// <summary>
    /// Gaussian error linear unit, <c>f(x) = x Φ(x)</c> with the standard normal distribution function
    /// <c>Φ(x) = (1 + erf(x/√2)) / 2</c> (Hendrycks and Gimpel, 2016): the exact form, as Keras and PyTorch have it by default.
    /// </summary>
    public static Activation GELU { get; } = new DerivativeStoringActivation<GELU>("gelu", default);

    /// <summary>
    /// The approximation of <see cref="GELU"/> by tanh, <c>f(x) = x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))</c>
    /// (Hendrycks and Gimpel, 2016): for networks that were made with it; within 0.0005 of the exact form.
    /// </summary>
    public static Activation TanhGELU { get; } = new DerivativeStoringActivation<TanhGELU>("gelu_tanh", default);

    /// <summary>
    /// Sigmoid-weighted linear unit, also called Swish, <c>f(x) = x / (1 + e^-x)</c> (Elfwing et al., 2017; Ramachandran et al.,
    /// 2017).
    /// </summary>
    public static Activation SiLU { get; } = new DerivativeStoringActivation<SiLU>("silu", default);

    /// <summary><c>f(x) = x tanh(log(1 + e^x))</c> (Misra, 2019).</summary>
    public static Activation Mish { get; } = new DerivativeStoringActivation<Mish>("mish", default);

    /// <summary><c>f(x) = log(1 + e^x)</c>, values above 0 (Dugas et al., 2000).</summary>
    public static Activation Softplus { get; } = new ElementwiseActivation<Softplus>("softplus", default);

    /// <summary><c>f(x) = x / (1 + |x|)</c>, values in (-1, 1) (Bergstra et al., 2009).</summary>
    public static Activation Softsign { get; } = new ElementwiseActivation<Softsign>("softsign", default);

    /// <summary>
    /// <c>f(x) = e^x</c>, for outputs that are positive by nature, such as rates. Below -87.3 and above 88 it stays at its value
    /// there, so that it is positive and finite.
    /// </summary>
    public static Activation Exponential { get; } = new ElementwiseActivation<Exponential>("exponential", default);

    /// <summary>
    /// <c>f(x)_j = e^(x_j) / Σ_k e^(x_k)</c> over the outputs of a row: probabilities that sum to 1. For output layers.
    /// </summary>
    public static Activation Softmax { get; } = new SoftmaxActivation();

    /// <summary>Every activation, in the order of the documentation; those with numbers at their defaults.</summary>
    public static IReadOnlyList<Activation> All { get; } =
    [
        Identity, ReLU, Tanh, ScaledTanh, Sigmoid, HardSigmoid, LeakyReLU(), PReLU(), ELU(), SELU, GELU, TanhGELU, SiLU, Mish, Softplus,
        Softsign, Exponential, Maxout(), Softmax, Step,
    ];

    /// <summary>Leaky rectified linear unit, <c>f(x) = x</c> above 0, otherwise <c>slope · x</c> (Maas et al., 2013).</summary>
    /// <param name="slope">Slope below 0; a finite number, 0 or more. Default 0.01, as PyTorch; Keras has 0.3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is out of its range.</exception>
    public static Activation LeakyReLU(float slope = 0.01f) => new ElementwiseActivation<LeakyReLU>(
        "leaky_relu", new LeakyReLU(RequireNonNegative(slope, nameof(slope))), arguments => LeakyReLU(arguments[0]), slope);

    /// <summary>
    /// Parametric rectified linear unit, <c>f(x) = x</c> above 0, otherwise <c>a · x</c> with a slope a for each unit that training
    /// changes and no weight decay shrinks (He et al., 2015). For hidden layers, as a <see cref="PReLULayer"/>.
    /// </summary>
    /// <param name="initialSlope">Slope of every unit before training; a finite number. Default 0.25, as in the paper and PyTorch; Keras has 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is out of its range.</exception>
    public static Activation PReLU(float initialSlope = 0.25f) => new PReLUActivation(RequireFinite(initialSlope, nameof(initialSlope)));

    /// <summary>
    /// Exponential linear unit, <c>f(x) = x</c> above 0, otherwise <c>alpha (e^x - 1)</c> (Clevert et al., 2016).
    /// </summary>
    /// <param name="alpha">Minus the value far below 0; a finite number, 0 or more. Default 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is out of its range.</exception>
    public static Activation ELU(float alpha = 1) => new ElementwiseActivation<ELU>(
        "elu", new ELU(RequireNonNegative(alpha, nameof(alpha))), arguments => ELU(arguments[0]), alpha);

    /// <summary>
    /// The largest of some sums, each with weights of its own (Goodfellow et al., 2013). For hidden layers, as a
    /// <see cref="MaxoutLayer"/>: the dense layer before it has as many units as values times pieces.
    /// </summary>
    /// <param name="pieces">Sums that make one value, 2 to 1024. Default 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of its range.</exception>
    public static Activation Maxout(int pieces = 2) => new MaxoutActivation(pieces);

    /// <summary>Finds an activation by its text, in any case.</summary>
    /// <param name="text">A name, or a name with its numbers; for example <c>relu</c> or <c>leaky_relu(0.2)</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static Activation Parse(string text) => ComponentNames.Parse(text, "activation", All);

    /// <summary>Whether every value depends on its own weighted sum only, so that rows may be computed in parts.</summary>
    internal virtual bool IsElementwise => true;

    /// <summary>Whether values may well be zero, and then let no gradient through because the derivative is zero too.</summary>
    internal virtual bool ZerosStopGradient => false;

    /// <summary>Whether gradients can pass, so that a training makes sense.</summary>
    internal virtual bool IsDifferentiable => true;

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
