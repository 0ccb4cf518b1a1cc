using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Computes one layer, forward and backward, on one mini-batch at a time. It holds no parameters: they stand in the flat
/// arrays of the <see cref="LayerPass"/>, from an offset on.
/// </summary>
internal abstract class Layer(int inputs, int outputs)
{
    /// <summary>Number of inputs, without padding.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>Number of outputs, without padding.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>The layer's parameters, in their order.</summary>
    public virtual IReadOnlyList<ParameterPart> Parts => [];

    /// <summary>Length of the layer's part of the flat parameter array, a multiple of 16; 0 without parameters.</summary>
    public long ParameterSize => Parts.Count == 0 ? 0 : Parts[^1].Offset + Parts[^1].Size;

    /// <summary>Draws the initial parameters; the padding is left at zero.</summary>
    public virtual unsafe void Initialize(float* parameters, CounterRandom random)
    {
    }

    /// <summary>
    /// Whether parameters of the layer, of kind <see cref="ParameterKind.Statistic"/>, are taken from the training rows before
    /// the first step of a training that does not continue another one: <see cref="Learn"/> is then called.
    /// </summary>
    public virtual bool LearnsFromRows => false;

    /// <summary>
    /// Takes parameters from the training rows as they reach the layer: all layers before it have learned already. Called once,
    /// after <see cref="Initialize"/>. What it takes must not depend on the number of threads.
    /// </summary>
    /// <param name="parameters">The layer's part of the flat parameters.</param>
    /// <param name="rows">Reads the rows as often as the layer needs, or draws some of them.</param>
    public virtual unsafe void Learn(float* parameters, LearningRows rows) => throw new NotSupportedException();

    /// <summary>Whether the layer hands its input on unchanged when not training, so that scoring can leave it out.</summary>
    public virtual bool IsTrainingOnly => false;

    /// <summary>
    /// Whether the layer treats each value alone. A neighbour that <see cref="ComputesBlocks"/> then computes it along with its
    /// own results, through <see cref="ForwardBlock"/> and <see cref="BackwardBlock"/>.
    /// </summary>
    public virtual bool IsElementwise => false;

    /// <summary>
    /// Whether the layer computes its results block by block, its elementwise neighbours with each block while it is in the
    /// cache; it may end in an elementwise part itself.
    /// </summary>
    public virtual bool ComputesBlocks => false;

    /// <summary>Whether training needs <see cref="LayerPass.Derivatives"/>.</summary>
    public virtual bool StoresDerivatives => false;

    /// <summary>Whether many outputs may well be zero, even where no input is.</summary>
    public virtual bool MakesZeros => false;

    /// <summary>Whether the gradient that the elementwise part hands back is zero wherever the output is.</summary>
    public virtual bool ZerosStopGradient => false;

    /// <summary>Whether an output is zero only where the input is, or where no gradient passes.</summary>
    public virtual bool PassesZeros => false;

    /// <summary>Computes a part of the outputs from the same part of the inputs.</summary>
    public virtual void ForwardBlock(LayerPass pass, MatrixBlock block) => throw new NotSupportedException();

    /// <summary>
    /// For a part of the values: from the gradients at the outputs those that come before the elementwise part of the layer,
    /// which is the whole of an elementwise layer and the activation of any other.
    /// </summary>
    public virtual void BackwardBlock(LayerPass pass, MatrixBlock block) => throw new NotSupportedException();

    /// <summary>Computes the outputs of a mini-batch.</summary>
    public abstract void Forward(LayerPass pass);

    /// <summary>
    /// From the gradients at the outputs: the gradients of the parameters and, where asked for, at the inputs.
    /// May overwrite the gradients at the outputs.
    /// </summary>
    public abstract void Backward(LayerPass pass);
}
