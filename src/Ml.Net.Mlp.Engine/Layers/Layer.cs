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

    /// <summary>Length of the layer's part of the flat parameter array, a multiple of 16; 0 without parameters.</summary>
    public virtual long ParameterSize => 0;

    /// <summary>The parts of the parameters, relative to the layer's offset, in their order.</summary>
    public virtual IReadOnlyList<ParameterPart> Parts => [];

    /// <summary>Draws the initial parameters; the padding is left at zero.</summary>
    public virtual unsafe void Initialize(float* parameters, CounterRandom random)
    {
    }

    /// <summary>Whether the layer hands its input on unchanged when not training, so that scoring can leave it out.</summary>
    public virtual bool IsTrainingOnly => false;

    /// <summary>
    /// Whether the layer treats each value alone. A layer with parameters then computes it along with its own results, block
    /// by block while they are in the cache, through <see cref="ForwardBlock"/> and <see cref="BackwardBlock"/>.
    /// </summary>
    public virtual bool IsElementwise => false;

    /// <summary>Computes a part of the outputs from the same part of the inputs.</summary>
    public virtual void ForwardBlock(LayerPass pass, MatrixBlock block) => throw new NotSupportedException();

    /// <summary>
    /// For a part of the values: from the gradients at the outputs those that come before the elementwise part of the layer,
    /// which is the whole of an elementwise layer and the activation of any other.
    /// </summary>
    public abstract void BackwardBlock(LayerPass pass, MatrixBlock block);

    /// <summary>Computes the outputs of a mini-batch.</summary>
    public abstract void Forward(LayerPass pass);

    /// <summary>
    /// From the gradients at the outputs: the gradients of the parameters and, where asked for, at the inputs.
    /// May overwrite the gradients at the outputs.
    /// </summary>
    public abstract void Backward(LayerPass pass);
}
