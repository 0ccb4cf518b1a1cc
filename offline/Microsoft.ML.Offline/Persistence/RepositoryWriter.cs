using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>
/// Writes a model's entries into a zip archive. An archive under construction has one open entry at most while entries of a model
/// are open inside each other, so each is collected in memory first.
/// </summary>
internal sealed class RepositoryWriter(Stream stream) : IDisposable
{
    private readonly ZipArchive _archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    public void Write(string path, MemoryStream content)
    {
        using var entry = _archive.CreateEntry(path).Open();
        content.WriteTo(entry);
    }

    public void Dispose() => _archive.Dispose();
}
