using System.Text;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class ModelOperationsCatalog
{
    private const string ModelEntry = "TransformerChain";
    private const string SchemaEntry = "Schema";
    private const string VersionEntry = "TrainingInfo/Version.txt";

    /// <summary>Saves a model and the schema of its input to a stream.</summary>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        Contracts.CheckValue(model, nameof(model));
        Contracts.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryWriter(stream);
        repository.Write(VersionEntry, new MemoryStream(Encoding.UTF8.GetBytes("stand-in for ML.NET 5.0.0\n")));
        ModelSaveContext.SaveModel(repository, model, ModelEntry);
        if (inputSchema is null)
            return;
        _env.Register("BinarySaver");
        _env.Register("EmptyDataView");
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        SchemaCodec.Write(writer, inputSchema);
        writer.Flush();
        repository.Write(SchemaEntry, content);
    }

    /// <summary>Saves a model and the schema of its input to a file; a file that is there stays as it is until all is written.</summary>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        var directory = Path.GetDirectoryName(Path.GetFullPath(filePath));
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"Could not find a part of the path '{Path.GetFullPath(filePath)}'.");
        var temporary = $"{filePath}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
                Save(model, inputSchema, stream);
            File.Move(temporary, filePath, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Loads a model and the schema of its input, null if none was saved, from a stream.</summary>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        Contracts.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryReader(stream);
        using var schema = repository.ReadOrNull(SchemaEntry);
        inputSchema = null;
        if (schema is not null)
        {
            _env.Register("BinaryLoader");
            inputSchema = SchemaCodec.Read(schema);
        }

        if (!repository.Contains($"{ModelEntry}/{ModelSaveContext.ModelEntry}"))
            throw new InvalidOperationException("Could not load legacy format model");
        return ModelLoadContext.LoadModel<ITransformer>(_env, repository, ModelEntry);
    }

    /// <summary>Loads a model and the schema of its input, null if none was saved, from a file.</summary>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        Contracts.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }
}
