namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Mixes each row of a mini-batch with that in its place of a random order: <c>λ x + (1 - λ) x'</c> for features and targets alike,
/// λ from Beta(α, α) for each row (Zhang et al., 2018, whose code has one λ for the mini-batch). Classes become shares that sum to 1.
/// Weights are mixed the same way. A feature is missing where one of the two lacks it.
/// </summary>
/// <remarks>
/// The loss must be defined for shares of classes. The accuracy of the training rows is judged by the class with the larger share,
/// as Keras does; like the loss it is that of the mixed rows, and worse than that of the rows as they are. A mini-batch of one row
/// is not mixed.
/// </remarks>
public sealed class Mixup : Augmentation
{
    /// <summary>Makes one.</summary>
    /// <param name="alpha">
    /// α: 0 (nothing is mixed) to 1000; small ones leave most rows almost as they are. Zhang et al. use 0.1 to 0.4 on pictures.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public Mixup(double alpha = 0.2)
    {
        AugmentationCheck.Require(alpha is >= 0 and <= 1000, nameof(alpha), alpha, "0 to 1000");
        Alpha = alpha;
    }

    /// <summary>α of Beta(α, α).</summary>
    public double Alpha { get; }

    internal override string? Refuse(TrainingRows data, Loss loss) => loss.RefuseTarget(0.5f) == null
        ? null
        : $"a loss for classes in part, such as {Loss.CategoricalCrossEntropy}, {Loss.BinaryCrossEntropy} or {Loss.SquaredError}, not {loss}";

    internal override AugmentationStep CreateStep(AugmentedBatch batch, int index) => new MixupStep(Alpha, batch, index);
}
