using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Replaces the class of a row by one drawn from all classes, its own included, each as likely as the others: DisturbLabel (Xie et
/// al., 2016). Of k classes a share of <c>p (1 - 1/k)</c> of the rows is mislabelled. A row's weight stays that of its own class.
/// Only for classes, and before any <see cref="Mixup"/>.
/// </summary>
public sealed class LabelNoise : Augmentation
{
    /// <summary>Makes one.</summary>
    /// <param name="probability">Of a class being replaced: 0 (none) to 1 (all).</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public LabelNoise(double probability)
    {
        AugmentationCheck.Require(probability is >= 0 and <= 1, nameof(probability), probability, "0 to 1");
        Probability = probability;
    }

    /// <summary>Of a class being replaced.</summary>
    public double Probability { get; }

    internal override bool LeavesFeatures => true;

    internal override string? Refuse(TrainingRows data, Loss loss) => data.HasClasses ? null : "rows that have classes";

    internal override AugmentationStep CreateStep(AugmentedBatch batch, int index) => new Step(this, batch, index);

    private sealed class Step(LabelNoise noise, AugmentedBatch batch, int index) : AugmentationStep
    {
        public override void Run()
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var random = new CounterRandom(batch.Key(RandomPurpose.LabelNoise, row, index));
                if (random.NextDouble() < noise.Probability)
                {
                    batch.Classes[row] = random.NextInt(batch.ClassCount);
                }
            }
        }
    }
}
