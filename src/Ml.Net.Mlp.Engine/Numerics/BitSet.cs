using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Sets of 64 members, one bit each.</summary>
internal static unsafe class BitSet
{
    /// <summary>Lists the members in ascending order, each with <paramref name="first"/> added.</summary>
    /// <param name="bits">The set.</param>
    /// <param name="first">What the lowest bit stands for, up to 192.</param>
    /// <param name="destination">Receives the list; all 64 bytes from here on may be written.</param>
    /// <returns>The length of the list.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int List(ulong bits, int first, byte* destination)
    {
        if (Avx512Vbmi2.IsSupported)
        {
            // Byte i of the mask: the byte of the set that holds bit i, then that bit alone.
            var byteOfBit = Vector512.Create(
                0x0000000000000000ul, 0x0101010101010101ul, 0x0202020202020202ul, 0x0303030303030303ul,
                0x0404040404040404ul, 0x0505050505050505ul, 0x0606060606060606ul, 0x0707070707070707ul).AsByte();
            var bitInByte = Vector512.Create(0x8040201008040201ul).AsByte();
            var places = Vector512.CreateSequence<byte>(0, 1);
            var members = Vector512.Equals(Avx512BW.Shuffle(Vector512.Create(bits).AsByte(), byteOfBit) & bitInByte, bitInByte);

            var list = Avx512Vbmi2.Compress(Vector512<byte>.Zero, members, places) + Vector512.Create((byte)first);
            list.Store(destination);
            return BitOperations.PopCount(bits);
        }

        var next = destination;
        for (; bits != 0; bits &= bits - 1)
        {
            *next++ = (byte)(first + BitOperations.TrailingZeroCount(bits));
        }

        return (int)(next - destination);
    }

    /// <summary>Makes 64 sets of rows from 64 sets of columns: bit i of set j becomes bit j of set i.</summary>
    /// <param name="sets">64 sets, changed in place.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ulong* sets)
    {
        // Swaps the two off-diagonal quarters, then those of each quarter, down to single bits (Warren, Hacker's Delight, 7-3).
        var mask = 0x00000000FFFFFFFFul;
        var half = 32;
        for (; half >= Vector256<ulong>.Count; half >>= 1, mask ^= mask << half)
        {
            for (var i = 0; i < 64; i = ((i | half) + Vector256<ulong>.Count) & ~half)
            {
                var upper = Vector256.Load(sets + i);
                var lower = Vector256.Load(sets + i + half);
                var swap = ((upper >> half) ^ lower) & Vector256.Create(mask);
                (upper ^ (swap << half)).Store(sets + i);
                (lower ^ swap).Store(sets + i + half);
            }
        }

        for (; half > 0; half >>= 1, mask ^= mask << half)
        {
            for (var i = 0; i < 64; i = ((i | half) + 1) & ~half)
            {
                var swap = ((sets[i] >> half) ^ sets[i | half]) & mask;
                sets[i] ^= swap << half;
                sets[i | half] ^= swap;
            }
        }
    }
}
