using System.IO.Compression;

namespace Microsoft.ML;

/// <summary>Reads a model's entries from a zip archive.</summary>
internal sealed class RepositoryReader : IDisposable
{
    private readonly ZipArchive _archive;

    public RepositoryReader(Stream stream)
    {
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException ex)
        {
            throw new FormatException("Failed to open a zip archive", ex);
        }
    }

    public bool Contains(string path) => _archive.GetEntry(path) is not null;

    public MemoryStream ReadOrNull(string path)
    {
        if (_archive.GetEntry(path) is not { } entry)
            return null;
        var content = new MemoryStream(checked((int)entry.Length));
        using (var source = entry.Open())
            source.CopyTo(content);
        content.Position = 0;
        return content;
    }

    public void Dispose() => _archive.Dispose();
}
