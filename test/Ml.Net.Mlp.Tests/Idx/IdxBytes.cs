using System.Buffers.Binary;
using System.IO.Compression;

namespace Ml.Net.Mlp.Tests.Idx;

/// <summary>IDX files made by hand, in a folder of their own that goes with the object.</summary>
public sealed class IdxBytes : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idx");

    public static byte[] Images(int count, int rows, int columns, params byte[] pixels) => [.. Header(0x0803, count, rows, columns), .. pixels];

    public static byte[] Labels(params byte[] labels) => [.. Header(0x0801, labels.Length), .. labels];

    public static byte[] Header(int magic, params int[] sizes)
    {
        var bytes = new byte[4 + (4 * sizes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, magic);
        for (var index = 0; index < sizes.Length; index++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + (4 * index)), sizes[index]);
        }

        return bytes;
    }

    public static byte[] Compress(byte[] bytes)
    {
        var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
