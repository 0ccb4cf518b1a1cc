using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Uniform random numbers from -1 to 1, many at once: two from each draw of a <see cref="CounterRandom"/> stream, first its low and
/// then its high 32 bits as a signed integer times 2^-31.
/// </summary>
internal static unsafe class SignedUniforms
{
    private const float Unit = 1f / (1u << 31);

    /// <summary>Writes the numbers of draws <paramref name="first"/>, first + 1, ... of a stream.</summary>
    /// <param name="level">The instruction set; it does not change the numbers.</param>
    /// <param name="key">The stream's key.</param>
    /// <param name="first">The first draw, from 0.</param>
    /// <param name="destination">Receives them.</param>
    /// <param name="count">How many, an even number.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(SimdLevel level, ulong key, long first, float* destination, int count)
    {
        var i = 0;
        if (level == SimdLevel.Vector512)
        {
            for (; i <= count - Vector512<float>.Count; i += Vector512<float>.Count, first += Vector512<ulong>.Count)
            {
                var draws = CounterRandom.At512(key, first).AsInt32();
                (Vector512.ConvertToSingle(draws) * Vector512.Create(Unit)).Store(destination + i);
            }
        }

        if (level >= SimdLevel.Vector256)
        {
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count, first += Vector256<ulong>.Count)
            {
                var draws = CounterRandom.At256(key, first).AsInt32();
                (Vector256.ConvertToSingle(draws) * Vector256.Create(Unit)).Store(destination + i);
            }
        }

        for (; i < count; i += 2)
        {
            var draw = CounterRandom.At(key, first++);
            destination[i] = (int)draw * Unit;
            destination[i + 1] = (int)(draw >> 32) * Unit;
        }
    }
}
