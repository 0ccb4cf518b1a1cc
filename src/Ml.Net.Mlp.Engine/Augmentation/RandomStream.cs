using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The random numbers of one row in one epoch, for a <see cref="RowAugmentation"/>. They depend on nothing but the training's seed,
/// the epoch, the row's position in it and the augmentation's place in the list, on every system and instruction set.
/// </summary>
public sealed class RandomStream
{
    private CounterRandom _random;

    internal RandomStream()
    {
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => _random.NextDouble();

    /// <summary>Uniform between two numbers.</summary>
    /// <param name="minimum">The smallest, inclusive.</param>
    /// <param name="maximum">The largest; not below <paramref name="minimum"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers are not finite or not in order.</exception>
    public float NextUniform(float minimum, float maximum)
    {
        if (!(minimum <= maximum && float.IsFinite(minimum) && float.IsFinite(maximum)))
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"maximum is out of range; expected a finite number, not below the minimum ({minimum}).");
        }

        return (float)(minimum + (NextDouble() * ((double)maximum - minimum)));
    }

    /// <summary>Standard normal: mean 0, standard deviation 1.</summary>
    public double NextNormal() => _random.NextNormal();

    /// <summary>Uniform among 0, 1, ... <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is below 1.</exception>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        return _random.NextInt(bound);
    }

    /// <summary>True with a probability.</summary>
    /// <param name="probability">0 (never) to 1 (always).</param>
    public bool NextBool(double probability = 0.5) => NextDouble() < probability;

    /// <summary>Begins the stream of another row.</summary>
    internal void Restart(ulong key) => _random = new CounterRandom(key);

    /// <summary>The key of a further stream, for many numbers at once.</summary>
    internal ulong NextKey() => _random.Next();
}
