namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Changes training rows as they are dealt out in mini-batches, anew in every epoch, so that a network learns what does not matter:
/// an element of <see cref="TrainingOptions.Augmentations"/>. Rows that judge the training or are scored stay as they are.
/// To write one's own, derive from <see cref="RowAugmentation"/>.
/// </summary>
public abstract class Augmentation
{
    private protected Augmentation()
    {
    }

    /// <summary>Whether it leaves the features alone, so that sparse rows stay sparse.</summary>
    internal virtual bool LeavesFeatures => false;

    /// <summary>What would fit in its place, where it does not fit the rows or the loss; <see langword="null"/> where it does.</summary>
    internal virtual string? Refuse(TrainingRows data, Loss loss) => null;

    /// <summary>What it does in one training.</summary>
    /// <param name="batch">Where each mini-batch will be.</param>
    /// <param name="index">Its place in the list.</param>
    internal abstract AugmentationStep CreateStep(AugmentedBatch batch, int index);
}
