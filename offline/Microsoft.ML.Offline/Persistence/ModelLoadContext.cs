using System.Reflection;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>One entry of a model while it is read.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly RepositoryReader _repository;
    private readonly string _directory;
    private readonly long _start;
    private readonly (ulong ModelSignature, uint Written, uint Readable, string Assembly, string Loader) _header;

    public readonly BinaryReader Reader;

    private ModelLoadContext(RepositoryReader repository, string directory, MemoryStream content)
    {
        _repository = repository;
        _directory = directory;
        Reader = new BinaryReader(content, Encoding.UTF8);
        _header = ModelHeader.Read(Reader, directory);
        _start = content.Position;
    }

    public static TResult LoadModel<TResult>(IHostEnvironment env, RepositoryReader repository, string directory)
        where TResult : class
    {
        var path = $"{directory}/{ModelSaveContext.ModelEntry}";
        var content = repository.ReadOrNull(path) ?? throw new FormatException($"Corrupt model file: it has no entry '{path}'.");
        using var ctx = new ModelLoadContext(repository, directory, content);
        if (ctx._header.Assembly.Length > 0)
            env.ComponentCatalog.RegisterAssembly(Assembly.Load(ctx._header.Assembly));
        var result = env.ComponentCatalog.CreateInstance(env, ctx._header.Loader, ctx) as TResult
            ?? throw new FormatException($"Couldn't load model: '{ctx._header.Loader}' is not a {typeof(TResult).Name}.");
        Contracts.CheckDecode(content.Position == content.Length, $"Corrupt model file: '{directory}' holds more than its loader read.");
        return result;
    }

    public TResult LoadModel<TResult>(IHostEnvironment env, string name)
        where TResult : class
        => LoadModel<TResult>(env, _repository, $"{_directory}/{name}");

    public void CheckAtModel(VersionInfo ver)
    {
        Contracts.Check(Reader.BaseStream.Position == _start, "The model's entry has already been read from.");
        Contracts.CheckDecode(_header.ModelSignature == ver.ModelSignature, "Unknown file type");
        Contracts.CheckDecode(_header.Readable <= ver.VerWrittenCur,
            $"Cannot read component '{ver.LoaderSignature}' of the model, because the model is too new: " +
            $"version {_header.Readable:x}, at most {ver.VerWrittenCur:x} is known.");
        Contracts.CheckDecode(_header.Written >= ver.VerWeCanReadBack,
            $"Cannot read component '{ver.LoaderSignature}' of the model, because the model is too old: " +
            $"version {_header.Written:x}, at least {ver.VerWeCanReadBack:x} is needed.");
    }

    public void Dispose() => Reader.Dispose();
}
