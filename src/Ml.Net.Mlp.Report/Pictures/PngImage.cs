using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Net.Mlp.Report;

/// <summary>Writes pictures in the format PNG (ISO/IEC 15948), 8 bits for each of red, green and blue.</summary>
internal static class PngImage
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <summary>Encodes a picture.</summary>
    /// <param name="width">Pixels of a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="rgb">Red, green and blue of each pixel, row after row from the top.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> rgb)
    {
        var file = new MemoryStream();
        file.Write(Signature);

        // 8 bits, colours, and the only compression, filter set and order that a plain picture has.
        Span<byte> header = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        WriteChunk(file, "IHDR"u8, header);

        var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < height; row++)
            {
                // Each row begins with the number of its filter: none.
                zlib.WriteByte(0);
                zlib.Write(rgb.Slice(row * width * 3, width * 3));
            }
        }

        WriteChunk(file, "IDAT"u8, pixels.ToArray());
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The same as an address that a page or a drawing can hold.</summary>
    public static string DataUri(int width, int height, ReadOnlySpan<byte> rgb) =>
        $"data:image/png;base64,{Convert.ToBase64String(Encode(width, height, rgb))}";

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(word);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            table[i] = i;
            for (var bit = 0; bit < 8; bit++)
            {
                table[i] = (table[i] >> 1) ^ ((table[i] & 1) * 0xEDB88320);
            }
        }

        return table;
    }
}
