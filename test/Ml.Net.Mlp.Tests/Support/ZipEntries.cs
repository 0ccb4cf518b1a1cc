using System.IO.Compression;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>A model file as the bytes of its entries, so that one of them can be damaged behind the zip's own checksum.</summary>
internal static class ZipEntries
{
    public static Dictionary<string, byte[]> Read(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }

    public static MemoryStream Write(IReadOnlyDictionary<string, byte[]> entries)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                stream.Write(content);
            }
        }

        zip.Position = 0;
        return zip;
    }
}
