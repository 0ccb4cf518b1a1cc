using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>What one layer works on in one pass over a mini-batch. Reused from step to step, so that a step allocates nothing.</summary>
internal sealed unsafe class LayerPass
{
    /// <summary>Threads to use.</summary>
    public required WorkerTeam Team { get; init; }

    /// <summary>The instruction set.</summary>
    public required SimdLevel Level { get; init; }

    /// <summary>Key of the training's random streams.</summary>
    public ulong Seed { get; init; }

    /// <summary>The layer's inputs, rows × inputs.</summary>
    public required Matrix Input { get; init; }

    /// <summary>
    /// The layer's inputs where they are sparse, for the first layer of a network if that is dense; <see cref="Input"/> has no
    /// columns then.
    /// </summary>
    public SparseBatch? SparseInput { get; init; }

    /// <summary>The layer's outputs, rows × outputs.</summary>
    public required Matrix Output { get; init; }

    /// <summary>Gradient of the loss by the outputs; null when only scoring.</summary>
    public Matrix? OutputGradient { get; init; }

    /// <summary>Gradient of the loss by the inputs; null where nothing before the layer can learn.</summary>
    public Matrix? InputGradient { get; init; }

    /// <summary>Where the inputs are zero; null where skipping zeros would not pay.</summary>
    public NonZeros? InputNonZeros { get; init; }

    /// <summary>
    /// A matrix that is zero wherever <see cref="OutputGradient"/> is; null where there is none or skipping would not pay.
    /// </summary>
    public NonZeros? GradientNonZeros { get; set; }

    /// <summary>Elementwise layers that follow: this layer computes them with each block of its outputs.</summary>
    public List<LayerRun> Followers { get; } = [];

    /// <summary>
    /// What comes before and is elementwise, the nearest first, the last one's activation included: this layer computes it
    /// backwards with each block of its gradient.
    /// </summary>
    public List<LayerRun> Predecessors { get; } = [];

    /// <summary>Whether a neighbour computes the layer forward.</summary>
    public bool IsForwardFused { get; set; }

    /// <summary>Whether a neighbour computes the elementwise part of the layer backward.</summary>
    public bool IsBackwardFused { get; set; }

    /// <summary>The layer's parameters.</summary>
    public float* Parameters { get; init; }

    /// <summary>The gradient of the layer's parameters.</summary>
    public float* Gradient { get; init; }

    /// <summary>Whether the layer is skipped, because it acts only in training: its outputs are its inputs.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>Whether the pass is a step of a training, in which some layers act otherwise than in scoring.</summary>
    public bool IsTraining { get; init; }

    /// <summary>
    /// Whether the layer leaves its weighted sums as they are, because the loss applies the activation while it has whole rows
    /// in hand, or needs the sums.
    /// </summary>
    public bool LeavesSums { get; init; }

    /// <summary>
    /// Derivatives of an activation by its sums, as large as <see cref="Output"/>; null where none are stored.
    /// </summary>
    public Matrix? Derivatives { get; init; }

    /// <summary>Rows of this mini-batch.</summary>
    public int Rows { get; set; }

    /// <summary>The training step, from 0: with the layer's index it names the random numbers.</summary>
    public long Step { get; set; }

    /// <summary>
    /// Whether <see cref="OutputGradient"/> already is the gradient at the weighted sums when <see cref="Layer.Backward"/>
    /// begins: because loss and activation are one step, or because the layer behind has gone back through the activation.
    /// </summary>
    public bool GradientIsAtSums { get; set; }
}
