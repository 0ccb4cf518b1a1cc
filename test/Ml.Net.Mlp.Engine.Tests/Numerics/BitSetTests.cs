using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Sets of 64 members.</summary>
public sealed unsafe class BitSetTests
{
    private const int Guard = 64;
    private const byte Untouched = 0xEE;

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(192)]
    public void A_list_has_the_members_in_ascending_order(int first)
    {
        foreach (var set in Sets())
        {
            var expected = Enumerable.Range(0, 64).Where(i => (set >> i & 1) != 0).Select(i => (byte)(first + i)).ToArray();
            var actual = Enumerable.Repeat(Untouched, 64 + (2 * Guard)).ToArray();
            int length;
            fixed (byte* destination = actual)
            {
                length = BitSet.List(set, first, destination + Guard);
            }

            actual.AsSpan(Guard, length).SequenceEqual(expected).Should().BeTrue("the set is {0:X16}", set);
            actual.AsSpan(0, Guard).ContainsAnyExcept(Untouched).Should().BeFalse();
            actual.AsSpan(Guard + 64).ContainsAnyExcept(Untouched).Should().BeFalse("only 64 bytes may be written");
        }
    }

    [Fact]
    public void Transposing_exchanges_sets_and_members()
    {
        foreach (var density in new[] { 1, 8, 32, 63 })
        {
            var random = new CounterRandom((ulong)density);
            var before = new ulong[64];
            for (var i = 0; i < 64; i++)
            {
                for (var j = 0; j < 64; j++)
                {
                    before[i] |= random.NextInt(64) < density ? 1ul << j : 0;
                }
            }

            var expected = new ulong[64];
            for (var i = 0; i < 64; i++)
            {
                for (var j = 0; j < 64; j++)
                {
                    expected[j] |= (before[i] >> j & 1) << i;
                }
            }

            Transpose(before).Should().Equal(expected);
            Transpose(expected).Should().Equal(before);
        }
    }

    [Fact]
    public void Transposing_changes_64_sets_only()
    {
        var sets = Enumerable.Repeat(0x1234567890ABCDEFul, 64 + (2 * Guard)).ToArray();
        fixed (ulong* pointer = sets)
        {
            BitSet.Transpose(pointer + Guard);
        }

        sets.Take(Guard).Concat(sets.TakeLast(Guard)).Should().OnlyContain(set => set == 0x1234567890ABCDEFul);
    }

    private static ulong[] Transpose(ulong[] sets)
    {
        var result = (ulong[])sets.Clone();
        fixed (ulong* pointer = result)
        {
            BitSet.Transpose(pointer);
        }

        return result;
    }

    // None, all, each member alone, all from each member on or up to it, and random ones.
    private static IEnumerable<ulong> Sets()
    {
        yield return 0;
        yield return ulong.MaxValue;
        var random = new CounterRandom(1);
        for (var i = 0; i < 64; i++)
        {
            yield return 1ul << i;
            yield return ulong.MaxValue << i;
            yield return ulong.MaxValue >> i;
            yield return random.Next();
            yield return random.Next() & random.Next() & random.Next();
        }
    }
}
