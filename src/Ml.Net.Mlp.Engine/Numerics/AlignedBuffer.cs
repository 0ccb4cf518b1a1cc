namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Floats at a fixed address on a 64-byte boundary, zero at first, owned by the garbage collector: keep a reference to the
/// buffer as long as its pointer is in use.
/// </summary>
internal sealed unsafe class AlignedBuffer
{
    private const int Alignment = 64;

    /// <summary>Floats that fit one array.</summary>
    public static readonly int MaxLength = Array.MaxLength - (Alignment / sizeof(float));

    private readonly float[] _array;
    private readonly int _offset;

    public AlignedBuffer(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxLength);
        Length = (int)length;
        _array = GC.AllocateArray<float>(Length + (Alignment / sizeof(float)), pinned: true);
        fixed (float* start = _array)
        {
            Pointer = (float*)(((nuint)start + Alignment - 1) & ~(nuint)(Alignment - 1));
            _offset = (int)(Pointer - start);
        }
    }

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>Address of the first float.</summary>
    public float* Pointer { get; }

    /// <summary>All floats.</summary>
    public Span<float> Span => _array.AsSpan(_offset, Length);

    /// <summary>A copy.</summary>
    public AlignedBuffer Clone()
    {
        var copy = new AlignedBuffer(Length);
        Span.CopyTo(copy.Span);
        return copy;
    }
}
