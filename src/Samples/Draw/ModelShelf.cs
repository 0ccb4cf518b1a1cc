using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>The models that can be picked: files, opened when they are picked, and what was sent to the page, in memory only.</summary>
internal sealed class ModelShelf
{
    /// <summary>Bytes of a model that is sent, at most.</summary>
    public const int MostBytes = 64 << 20;

    private const long MostUnpackedBytes = 4L * MostBytes;
    private const int MostSent = 4;
    private const int Examples = 50;

    private readonly MLContext _mlContext = new();
    private readonly Lock _lock = new();
    private readonly string? _folder;
    private readonly List<ModelEntry> _entries = [];
    private readonly Dictionary<int, (DigitReader Reader, DateTime Written)> _open = [];
    private readonly Lazy<byte[][]> _examples;
    private int _lastId;

    /// <param name="files">Models, the first of which is the one that the page begins with.</param>
    /// <param name="folder">Where further ones lie, files ending in .zip; looked into each time that the page asks.</param>
    public ModelShelf(IEnumerable<string> files, string? folder)
    {
        _folder = folder;
        _examples = new(() => [.. MnistData.LoadTest(_mlContext, rawBytes: true).GetColumn<float[]>("Features").Take(Examples)
            .Select(pixels => Array.ConvertAll(pixels, pixel => (byte)pixel))]);
        AddFiles(files);
    }

    /// <summary>All models, in the order in which they came.</summary>
    public ModelEntry[] List()
    {
        lock (_lock)
        {
            if (Directory.Exists(_folder))
            {
                AddFiles(Directory.EnumerateFiles(_folder, "*.zip").Order(StringComparer.Ordinal));
            }

            return [.. _entries];
        }
    }

    /// <summary>A model of the list, or <see langword="null"/>.</summary>
    public ModelEntry? Find(int id)
    {
        lock (_lock)
        {
            return _entries.Find(entry => entry.Id == id);
        }
    }

    /// <summary>
    /// A model as it was last opened, so that what the page knows of it holds although its file may have changed.
    /// </summary>
    /// <exception cref="FormatException">It was not open and can't be used; the message says why.</exception>
    public DigitReader Get(ModelEntry entry)
    {
        lock (_lock)
        {
            return _open.TryGetValue(entry.Id, out var open) ? open.Reader : Open(entry);
        }
    }

    /// <summary>Opens a model, or reads it anew where its file has changed.</summary>
    /// <exception cref="FormatException">It can't be used; the message says why.</exception>
    public DigitReader Open(ModelEntry entry)
    {
        lock (_lock)
        {
            var written = entry.Path is null ? default : File.GetLastWriteTimeUtc(entry.Path);
            if (_open.TryGetValue(entry.Id, out var open) && open.Written == written)
            {
                return open.Reader;
            }

            if (!File.Exists(entry.Path))
            {
                throw new FormatException($"There is no file '{entry.Path ?? entry.Name}'.");
            }

            DigitReader reader;
            try
            {
                using var stream = File.OpenRead(entry.Path);
                reader = Read(stream, entry.Name);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new FormatException($"'{entry.Name}' can't be read: {error.Message}", error);
            }

            _open[entry.Id] = (reader, written);
            return reader;
        }
    }

    /// <summary>Takes a model that was sent. The oldest of those goes when there are more than four.</summary>
    /// <exception cref="FormatException">It can't be used; the message says why.</exception>
    public ModelEntry Add(string name, byte[] bytes)
    {
        var reader = Read(new MemoryStream(bytes, writable: false), name);
        lock (_lock)
        {
            var entry = new ModelEntry(++_lastId, name, null);
            _entries.Add(entry);
            _open[entry.Id] = (reader, default);
            if (_entries.Where(other => other.Path is null).ToArray() is { Length: > MostSent } sent)
            {
                _entries.Remove(sent[0]);
                _open.Remove(sent[0].Id);
            }

            return entry;
        }
    }

    private void AddFiles(IEnumerable<string> files)
    {
        foreach (var path in files.Select(Path.GetFullPath))
        {
            if (!_entries.Exists(entry => entry.Path == path))
            {
                _entries.Add(new ModelEntry(++_lastId, Path.GetFileName(path), path));
            }
        }
    }

    private DigitReader Read(Stream stream, string name)
    {
        CheckArchive(stream, name);
        try
        {
            stream.Position = 0;
            var model = _mlContext.Model.Load(stream, out var schema);
            return new DigitReader(model, schema, _examples.Value);
        }
        catch (FormatException error)
        {
            throw new FormatException($"'{name}' can't be used: {error.Message}", error);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // ML.NET's loading throws whatever its parts throw.
            throw new FormatException($"'{name}' is no model that can be loaded here: {error.Message}", error);
        }
    }

    /// <summary>Looks at the archive's list of contents before anything is unpacked.</summary>
    private static void CheckArchive(Stream stream, string name)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var size = archive.Entries.Sum(entry => entry.Length);
            if (size > MostUnpackedBytes)
            {
                throw new FormatException(FormattableString.Invariant(
                    $"'{name}' unpacks to {size >> 20} MiB; expected {MostUnpackedBytes >> 20} MiB at most."));
            }
        }
        catch (InvalidDataException error)
        {
            throw new FormatException($"'{name}' is no .zip; expected a model that mlContext.Model.Save wrote.", error);
        }
    }
}
