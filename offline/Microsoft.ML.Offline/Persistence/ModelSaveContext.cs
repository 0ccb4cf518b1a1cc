using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>One entry of a model while it is written.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelEntry = "Model.key";
    private readonly RepositoryWriter _repository;
    private readonly string _directory;
    private readonly MemoryStream _body = new();
    private VersionInfo? _version;

    internal readonly BinaryWriter Writer;

    private ModelSaveContext(RepositoryWriter repository, string directory)
    {
        _repository = repository;
        _directory = directory;
        Writer = new BinaryWriter(_body, Encoding.UTF8);
    }

    /// <inheritdoc/>
    public void Dispose() => Writer.Dispose();

    internal static void SaveModel(RepositoryWriter repository, ICanSaveModel model, string directory)
    {
        using var ctx = new ModelSaveContext(repository, directory);
        model.Save(ctx);
        ctx.Done();
    }

    internal void SaveModel(ICanSaveModel model, string name) => SaveModel(_repository, model, $"{_directory}/{name}");

    internal void CheckAtModel() => Contracts.Check(_body.Position == 0, "The model's entry has already been written to.");

    internal void SetVersionInfo(VersionInfo ver) => _version = ver;

    private void Done()
    {
        var version = _version ?? throw new InvalidOperationException("ModelSignature not specified!");
        Writer.Flush();
        using var entry = new MemoryStream();
        using var header = new BinaryWriter(entry, Encoding.UTF8);
        ModelHeader.Write(header, version, _body.Length);
        header.Flush();
        _body.WriteTo(entry);
        _repository.Write($"{_directory}/{ModelEntry}", entry);
    }
}
