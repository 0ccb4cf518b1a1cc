namespace Ml.Net.Mlp.Engine;

/// <summary>An augmentation in one training, with the memory that it needs there.</summary>
internal abstract class AugmentationStep
{
    /// <summary>Changes the rows of the mini-batch.</summary>
    public abstract void Run();
}
