using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Changes the features of training rows one by one; derive from it to write an augmentation. A checkpoint knows one by its
/// <see cref="object.ToString"/>, so let that tell its numbers where there are some.
/// </summary>
/// <example>
/// Mirrors pictures of 32 × 32 pixels, every other time:
/// <code>
/// sealed class Mirror : RowAugmentation
/// {
///     public override void Augment(Span&lt;float&gt; features, int label, RandomStream random)
///     {
///         if (random.NextBool())
///         {
///             for (var y = 0; y &lt; 32; y++)
///             {
///                 features.Slice(y * 32, 32).Reverse();
///             }
///         }
///     }
/// }
/// </code>
/// </example>
public abstract class RowAugmentation : Augmentation
{
    /// <summary>For the class that derives from this one.</summary>
    protected RowAugmentation()
    {
    }

    /// <summary>
    /// Changes a row in place. Called from several threads at once, in any order: it must depend on its arguments and on what never
    /// changes alone, or the same seed no longer gives the same network.
    /// </summary>
    /// <param name="features">The row's features; finite, or NaN where one is missing and the network takes that. They must stay so.</param>
    /// <param name="label">The row's class, from 0 (of a mixed row that with the largest share); -1 where rows have target values.</param>
    /// <param name="random">Where random numbers come from; not to be kept.</param>
    public abstract void Augment(Span<float> features, int label, RandomStream random);

    /// <summary>A changed copy of one row, to look at.</summary>
    /// <param name="features">The row.</param>
    /// <param name="label">Its class; -1 for none. Default -1.</param>
    /// <param name="seed">Another seed makes another copy. Default 0.</param>
    /// <exception cref="ArgumentException">The row does not fit the augmentation.</exception>
    public float[] Preview(ReadOnlySpan<float> features, int label = -1, int seed = 0)
    {
        if (RefuseRow(features.Length) is { } expected)
        {
            throw new ArgumentException($"features has {features.Length} values; expected {expected}.", nameof(features));
        }

        var random = new RandomStream();
        random.Restart(CounterRandom.Key((ulong)seed, RandomPurpose.Augmentation));
        var copy = features.ToArray();
        Augment(copy, label, random);
        return copy;
    }

    /// <summary>How many features would fit, where so many do not; <see langword="null"/> where they do.</summary>
    internal virtual string? RefuseRow(int features) => null;

    /// <summary>Whether what it makes of finite features is sure to be finite.</summary>
    internal virtual bool KeepsFinite => false;

    /// <summary>Estimated work for a row, as <see cref="WorkerTeam.Run"/> takes it.</summary>
    internal virtual long WorkPerRow(int features) => 1000L * features;

    internal override string? Refuse(TrainingRows data, Loss loss) =>
        RefuseRow(data.Inputs) is { } expected ? $"{expected}, but the rows have {data.Inputs}" : null;

    internal sealed override AugmentationStep CreateStep(AugmentedBatch batch, int index) => new RowStep(this, batch, index);
}
