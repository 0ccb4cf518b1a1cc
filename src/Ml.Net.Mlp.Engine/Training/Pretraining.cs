namespace Ml.Net.Mlp.Engine;

/// <summary>
/// How hidden layers learn before the training itself: one after the other, from the first on, each as the encoder of an autoencoder
/// whose decoder is thrown away afterwards (stacked autoencoders; Bengio et al., 2007, after Hinton et al., 2006). Labels are not
/// looked at. Immutable.
/// </summary>
/// <remarks>
/// The autoencoder of a layer has the layer (with its normalization and activation, without dropout) and a linear decoder, and makes
/// the squared error small between what the decoder yields and what the layer receives: the features of the training rows as all
/// layers before it hand them on. Rows that are set apart for validation take no part, and augmentations of the training do not act.
/// </remarks>
public sealed record Pretraining
{
    /// <summary>Times that every training row is seen by each layer, 1 or more. Default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Step size, above 0. Default (<see langword="null"/>): <see cref="Optimizer.DefaultLearningRate"/> of the optimizer.</summary>
    public float? LearningRate { get; init; }

    /// <summary>How gradients become steps: any that goes by mini-batches. Default: <see cref="Optimizer.Adam"/>.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>Rows of a mini-batch, 1 or more. Default (<see langword="null"/>): as in the training itself.</summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Share of the values that are set to 0, anew in every epoch, before a layer sees them; the decoder has to yield them as they were
    /// (denoising autoencoders, Vincent et al., 2008, who used 0.1 to 0.4). 0 (none) to below 1. Default 0.
    /// </summary>
    public float Corruption { get; init; }
}
