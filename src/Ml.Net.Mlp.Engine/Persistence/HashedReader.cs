using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Ml.Net.Mlp.Engine;

/// <summary>Reads what <see cref="HashedWriter"/> wrote; every error says what was being read, and where.</summary>
/// <param name="stream">The data.</param>
/// <param name="name">Where it comes from, for messages.</param>
/// <param name="kind">What it is, for messages.</param>
internal sealed class HashedReader(Stream stream, string name, string kind)
{
    /// <summary>Memory is asked for in steps, so that a damaged length fails at the end of the data and not of the memory.</summary>
    private const int ChunkBytes = 1 << 20;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    public byte[] ReadBytes(int length, string what)
    {
        var bytes = Array.Empty<byte>();
        while (bytes.Length < length)
        {
            var start = bytes.Length;
            Array.Resize(ref bytes, (int)Math.Min(length, Math.Max(ChunkBytes, 2L * start)));
            Fill(bytes.AsSpan(start), what);
            _hash.AppendData(bytes, start, bytes.Length - start);
        }

        return bytes;
    }

    public int ReadInt32(string what) => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int), what));

    public long ReadInt64(string what) => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(sizeof(long), what));

    public float[] ReadSingles(long count, string what)
    {
        var values = Array.Empty<float>();
        var chunk = new byte[ChunkBytes];
        for (var done = 0; done < count;)
        {
            var next = (int)Math.Min(count - done, ChunkBytes / sizeof(float));
            if (values.Length < done + next)
            {
                Array.Resize(ref values, (int)Math.Min(count, Math.Max(done + next, 2L * values.Length)));
            }

            var bytes = chunk.AsSpan(0, next * sizeof(float));
            Fill(bytes, what);
            _hash.AppendData(bytes);
            if (BitConverter.IsLittleEndian)
            {
                MemoryMarshal.Cast<byte, float>(bytes).CopyTo(values.AsSpan(done));
            }
            else
            {
                for (var i = 0; i < next; i++)
                {
                    values[done + i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
                }
            }

            done += next;
        }

        return values;
    }

    public void VerifyHash()
    {
        var computed = _hash.GetHashAndReset();
        _hash.Dispose();
        var stored = new byte[computed.Length];
        Fill(stored, "checksum");
        if (!computed.AsSpan().SequenceEqual(stored))
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The {kind} in {name} was altered: the checksum of its {Position - stored.Length} bytes is {Convert.ToHexStringLower(computed)}, the one stored at its end {Convert.ToHexStringLower(stored)}."));
        }
    }

    private void Fill(Span<byte> bytes, string what)
    {
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        Position += read;
        if (read < bytes.Length)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                $"The {kind} in {name} is truncated: the data ends at byte {Position}, in the {what}."));
        }
    }
}
