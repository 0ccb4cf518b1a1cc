using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Sets features to 0 at random, each by itself, and leaves the others as they are: what a denoising autoencoder has to undo
/// (Vincent et al., 2008). Unlike dropout of the inputs it does not enlarge the others.
/// </summary>
public sealed unsafe class MaskingNoise : RowAugmentation
{
    private const int Chunk = 256;

    /// <summary>Makes one.</summary>
    /// <param name="rate">Probability that a feature becomes 0: 0 (none) to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is out of its range.</exception>
    public MaskingNoise(float rate) => Rate = AugmentationCheck.RequireBound(rate, nameof(rate), most: 1, isInclusive: false);

    /// <summary>Probability that a feature becomes 0.</summary>
    public float Rate { get; }

    internal override bool KeepsFinite => true;

    /// <inheritdoc/>
    public override void Augment(Span<float> features, int label, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Rate > 0)
        {
            Mask(SimdSupport.Best, Rate, random.NextKey(), features);
        }
    }

    /// <summary>Sets features to 0 by the numbers of a stream.</summary>
    /// <param name="level">The instruction set; it does not change the numbers.</param>
    /// <param name="rate">Probability that a feature becomes 0.</param>
    /// <param name="key">The stream's key.</param>
    /// <param name="features">The features.</param>
    internal static void Mask(SimdLevel level, float rate, ulong key, Span<float> features)
    {
        // The numbers are uniform from -1 to 1.
        var end = (2 * rate) - 1;
        var noise = stackalloc float[Chunk];
        for (var first = 0; first < features.Length; first += Chunk)
        {
            var count = Math.Min(Chunk, features.Length - first);
            SignedUniforms.Fill(level, key, first / 2, noise, (count + 1) & ~1);
            for (var i = 0; i < count; i++)
            {
                ref var feature = ref features[first + i];
                feature = noise[i] < end ? 0 : feature;
            }
        }
    }

    // A value costs a nanosecond.
    internal override long WorkPerRow(int features) => 100L * features;
}
