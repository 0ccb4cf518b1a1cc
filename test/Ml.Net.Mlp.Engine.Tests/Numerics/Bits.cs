using System.Runtime.InteropServices;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Test values, and comparison of floats to the last bit.</summary>
internal static class Bits
{
    /// <summary>Values in [-2, 2), some of them zero or small.</summary>
    public static float[] RandomValues(int count, ulong seed)
    {
        var random = new CounterRandom(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var value = (float)((random.NextDouble() * 4) - 2);
            values[i] = random.NextInt(16) switch
            {
                0 => 0,
                1 => value * 1e-4f,
                _ => value,
            };
        }

        return values;
    }

    public static void ShouldBeSame(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what)
    {
        actual.Length.Should().Be(expected.Length, what);
        var actualBits = MemoryMarshal.Cast<float, int>(actual);
        var expectedBits = MemoryMarshal.Cast<float, int>(expected);
        var same = actualBits.CommonPrefixLength(expectedBits);
        if (same < actual.Length)
        {
            Assert.Fail($"{what}: value {same} of {actual.Length} is {actual[same]:R}; expected {expected[same]:R}.");
        }
    }
}
