using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// A counter-based random stream: draw i of a stream is a pure function of the stream's key and i, so any thread can make
/// any draw and a stopped training can continue where it was. The function is SplitMix64 (Steele, Lea and Flood, 2014).
/// </summary>
internal struct CounterRandom(ulong key)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private const ulong Multiplier1 = 0xBF58476D1CE4E5B9;
    private const ulong Multiplier2 = 0x94D049BB133111EB;

    private ulong _state = key;

    /// <summary>The key of a stream of its own for each seed, purpose and pair of counters (step, layer, ...).</summary>
    public static ulong Key(ulong seed, RandomPurpose purpose, long counter1 = 0, long counter2 = 0)
    {
        var key = Mix(seed + Gamma);
        key = Mix(key + ((ulong)purpose * Gamma));
        key = Mix(key + ((ulong)counter1 * Gamma));
        return Mix(key + ((ulong)counter2 * Gamma));
    }

    /// <summary>Draw <paramref name="index"/> (from 0) of the stream with this key.</summary>
    public static ulong At(ulong key, long index) => Mix(key + (((ulong)index + 1) * Gamma));

    /// <summary>Draws <paramref name="index"/> to index + 7 of the stream, as <see cref="At"/> makes them one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> At512(ulong key, long index)
    {
        var z = Vector512.Create(key + (((ulong)index + 1) * Gamma)) + Vector512.Create(
            0, Gamma, unchecked(2 * Gamma), unchecked(3 * Gamma), unchecked(4 * Gamma), unchecked(5 * Gamma), unchecked(6 * Gamma), unchecked(7 * Gamma));
        z = (z ^ (z >> 30)) * Vector512.Create(Multiplier1);
        z = (z ^ (z >> 27)) * Vector512.Create(Multiplier2);
        return z ^ (z >> 31);
    }

    /// <summary>Draws <paramref name="index"/> to index + 3 of the stream, as <see cref="At"/> makes them one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> At256(ulong key, long index)
    {
        var z = Vector256.Create(key + (((ulong)index + 1) * Gamma)) + Vector256.Create(0, Gamma, unchecked(2 * Gamma), unchecked(3 * Gamma));
        z = (z ^ (z >> 30)) * Vector256.Create(Multiplier1);
        z = (z ^ (z >> 27)) * Vector256.Create(Multiplier2);
        return z ^ (z >> 31);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mix(_state += Gamma);

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. bound - 1, without bias (Lemire, 2019).</summary>
    public int NextInt(int bound)
    {
        var product = Math.BigMul(Next(), (ulong)bound, out var low);
        if (low < (ulong)bound)
        {
            var threshold = (0 - (ulong)bound) % (ulong)bound;
            while (low < threshold)
            {
                product = Math.BigMul(Next(), (ulong)bound, out low);
            }
        }

        return (int)product;
    }

    /// <summary>Standard normal, by the polar method (Marsaglia and Bray, 1964); one of each pair is dropped.</summary>
    public double NextNormal()
    {
        double u;
        double s;
        do
        {
            u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        }
        while (s is >= 1 or < 1e-30);

        return u * Math.Sqrt(-2.0 * VectorFunctions.Log(new Vec1((float)s)).ToSingle() / s);
    }

    /// <summary>Puts the values in random order (Fisher and Yates).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Shuffle(Span<int> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * Multiplier1;
        z = (z ^ (z >> 27)) * Multiplier2;
        return z ^ (z >> 31);
    }
}
