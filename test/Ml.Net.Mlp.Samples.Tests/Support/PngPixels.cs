using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ml.Net.Mlp.Samples.Tests.Support;

/// <summary>Reads a PNG picture of 8 bits a colour and checks its form: the signature, the order of its parts and their checksums.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgb">Red, green and blue of each pixel, row after row from the top.</param>
internal sealed record PngPixels(int Width, int Height, byte[] Rgb)
{
    public (byte R, byte G, byte B) this[int x, int y]
    {
        get
        {
            var first = ((y * Width) + x) * 3;
            return (Rgb[first], Rgb[first + 1], Rgb[first + 2]);
        }
    }

    public static PngPixels OfDataUri(string uri)
    {
        const string Start = "data:image/png;base64,";
        uri.Should().StartWith(Start);
        return Decode(Convert.FromBase64String(uri[Start.Length..]));
    }

    public static PngPixels Decode(byte[] file)
    {
        file[..8].Should().Equal([137, 80, 78, 71, 13, 10, 26, 10], "a PNG begins so");
        var chunks = Chunks(file.AsMemory(8)).ToList();
        chunks.Select(chunk => chunk.Type).Should().Equal("IHDR", "IDAT", "IEND");

        var header = chunks[0].Data;
        header[8..].Should().Equal([8, 2, 0, 0, 0], "these are 8 bits, three colours, and what a plain picture has");
        var width = BinaryPrimitives.ReadInt32BigEndian(header);
        var height = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4));
        using var zlib = new ZLibStream(new MemoryStream(chunks[1].Data), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        var lines = rows.ToArray().Chunk((3 * width) + 1).ToList();
        lines.Should().HaveCount(height).And.OnlyContain(line => line[0] == 0 && line.Length == (3 * width) + 1, "no row is filtered");
        return new PngPixels(width, height, [.. lines.SelectMany(line => line.Skip(1))]);
    }

    private static IEnumerable<(string Type, byte[] Data)> Chunks(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length > 0)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
            var type = Encoding.ASCII.GetString(rest.Span.Slice(4, 4));
            var checksum = BinaryPrimitives.ReadUInt32BigEndian(rest.Span[(8 + length)..]);
            checksum.Should().Be(Crc(rest.Span.Slice(4, 4 + length)), "that is the checksum of {0}", type);
            yield return (type, rest.Slice(8, length).ToArray());
            rest = rest[(12 + length)..];
        }
    }

    /// <summary>CRC-32 of ISO/IEC 15948, bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
