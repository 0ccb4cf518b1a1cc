using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ml.Net.Mlp.Engine;

/// <summary>Writes little-endian values and keeps the SHA-256 of all that was written.</summary>
internal sealed class HashedWriter(Stream stream)
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _hash.AppendData(bytes);
    }

    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    public void WriteInt64(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Write(bytes);
    }

    public void WriteSingles(ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            for (; values.Length > 0; values = values[Math.Min(values.Length, ChunkValues)..])
            {
                Write(MemoryMarshal.AsBytes(values[..Math.Min(values.Length, ChunkValues)]));
            }
        }
        else
        {
            foreach (var value in values)
            {
                WriteInt32(BitConverter.SingleToInt32Bits(value));
            }
        }
    }

    public void WriteHash()
    {
        stream.Write(_hash.GetHashAndReset());
        _hash.Dispose();
    }

    // A span of bytes holds 2^31 at most.
    private const int ChunkValues = 1 << 20;
}
