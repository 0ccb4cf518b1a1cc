namespace Microsoft.ML;

/// <summary>
/// ML.NET's random generator: three Tausworthe generators and a linear congruential one, combined by exclusive or
/// (L'Ecuyer, "Maximally equidistributed combined Tausworthe generators", and GPU Gems 3, chapter 37).
/// It is the same here so that a seeded program draws the same numbers with either library.
/// </summary>
internal sealed class TauswortheHybrid : Random
{
    private uint _z1;
    private uint _z2;
    private uint _z3;
    private uint _z4;

    public TauswortheHybrid(int seed)
    {
        _z1 = (uint)seed;
        _z2 = Murmur(_z1, _z1);
        _z3 = Murmur(_z2, _z1);
        _z4 = Murmur(_z3, _z1);
    }

    public TauswortheHybrid(Random source)
    {
        _z1 = DrawTausworthe(source);
        _z2 = DrawTausworthe(source);
        _z3 = DrawTausworthe(source);
        _z4 = Draw(source);
    }

    public override int Next()
    {
        var u = NextUInt32();
        return (int)(u + (u & 0x80000000u));
    }

    public override int Next(int maxValue)
    {
        if (maxValue < 0)
            throw new ArgumentOutOfRangeException(nameof(maxValue), "maxValue must be non-negative");
        return (int)((ulong)NextUInt32() * (ulong)maxValue >> 32);
    }

    public override int Next(int minValue, int maxValue)
    {
        if (minValue > maxValue)
            throw new ArgumentOutOfRangeException(nameof(minValue), "minValue must be less than or equal to maxValue.");
        return (int)((long)(NextDouble() * ((long)maxValue - minValue)) + minValue);
    }

    public override double NextDouble() => NextUInt32() * (1.0 / 4294967296.0);

    // Not an override of NextSingle, since it is none in ML.NET: there, NextSingle of a host's generator does not repeat.
    public float DrawSingle() => (NextUInt32() >> 9) * (1f / (1 << 23));

    public override void NextBytes(byte[] buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
            buffer[i] = (byte)Next();
    }

    private static uint Draw(Random source) => ((uint)source.Next(0x10000) << 16) | (uint)source.Next(0x10000);

    // The Tausworthe parts lose their low bits and would stay at zero from a smaller state.
    private static uint DrawTausworthe(Random source)
    {
        uint u;
        do
            u = Draw(source);
        while (u < 128);
        return u;
    }

    private static uint Tausworthe(uint z, int a, int b, int c, uint mask) => ((z & mask) << c) ^ (((z << a) ^ z) >> b);

    private static uint Murmur(uint hash, uint chunk)
    {
        chunk *= 0xCC9E2D51u;
        chunk = uint.RotateLeft(chunk, 15) * 0x1B873593u;
        return (uint.RotateLeft(hash ^ chunk, 13) * 5) + 0xE6546B64u;
    }

    private uint NextUInt32()
    {
        _z1 = Tausworthe(_z1, 13, 19, 12, ~1u);
        _z2 = Tausworthe(_z2, 2, 25, 4, ~7u);
        _z3 = Tausworthe(_z3, 3, 11, 17, ~15u);
        _z4 = (1664525u * _z4) + 1013904223u;
        return _z1 ^ _z2 ^ _z3 ^ _z4;
    }
}
