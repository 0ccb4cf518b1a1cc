namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Floats at a fixed address on a 64-byte boundary, zero at first, owned by the garbage collector: keep a reference to the
/// buffer as long as its pointer is in use.
/// </summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Page = 4096;

    /// <summary>17 cache lines: with up to four colours the streams stay apart in a page.</summary>
    private const int ColorStep = 17 * 64;

    private const int Slack = 2 * Page / sizeof(float);

    /// <summary>Floats that fit one array.</summary>
    public static readonly int MaxLength = Array.MaxLength - Slack;

    private readonly float[] _array;
    private readonly int _offset;

    /// <summary>Allocates.</summary>
    /// <param name="length">Number of floats.</param>
    /// <param name="color">
    /// 0 to 3. Arrays that are walked side by side should have different colours: where the same index stands at the same
    /// place of a memory page in each, the processor takes a store to one for a store to the next and waits (measured:
    /// an Adam step took 1.4 times as long).
    /// </param>
    public AlignedBuffer(long length, int color = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = (int)length;
        _array = GC.AllocateArray<float>(Length + Slack, pinned: true);
        fixed (float* start = _array)
        {
            Pointer = (float*)((((nuint)start + Page - 1) & ~(nuint)(Page - 1)) + (nuint)(color * ColorStep));
            _offset = (int)(Pointer - start);
        }
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>Address of the first float.</summary>
    public float* Pointer { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);
}
