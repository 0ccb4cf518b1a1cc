using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Loads lines of text, such as CSV files.</summary>
public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly DataViewSchema _schema;

    internal TextLoader(IHostEnvironment env, Options options, IMultiStreamSource dataSample = null)
    {
        Contracts.CheckValue(options, nameof(options));
        Contracts.CheckParam(options.Columns is { Length: > 0 } && options.Columns.All(c => c.Name is not null
            && c.Source is { Length: > 0 }),
            nameof(options), "Every column must have a name and a source.");
        Contracts.CheckParam(options.Separators is { Length: > 0 }, nameof(options), "At least one separator character must be given.");
        if (options.AllowSparse)
            throw new NotSupportedException("The stand-in for ML.NET cannot read sparse lines; call with allowSparse: false.");
        _host = env.Register(nameof(TextLoader));
        _options = options;
        var header = options.HasHeader && dataSample is { Count: > 0 } ? ReadHeader(dataSample) : [];
        var builder = new DataViewSchema.Builder();
        foreach (var column in options.Columns)
            builder.AddColumn(column.Name, column.Type, SlotNames(column, header));
        _schema = builder.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <inheritdoc/>
    public IDataView Load(IMultiStreamSource source)
    {
        Contracts.CheckValue(source, nameof(source));
        return new TextView(_host, _schema, _options, source);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException("The stand-in for ML.NET saves models with a schema, not with a loader.");

    private List<ReadOnlyMemory<char>> ReadHeader(IMultiStreamSource sample)
    {
        using var lines = new TextLines(sample, hasHeader: false);
        var fields = new List<ReadOnlyMemory<char>>();
        if (lines.MoveNext())
            new LineSplitter(_options).Split(lines.Line, fields);
        return fields;
    }

    private static DataViewSchema.Annotations SlotNames(Column column, List<ReadOnlyMemory<char>> header)
    {
        if (header.Count == 0 || column.Type is not VectorDataViewType { Size: var size })
            return null;
        var names = column.Source.SelectMany(range => Enumerable.Range(range.Min, range.Count))
            .Select(index => index < header.Count ? header[index].Trim() : default)
            .ToArray();
        var slotNames = new VBuffer<ReadOnlyMemory<char>>(size, names);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, size),
            (ref VBuffer<ReadOnlyMemory<char>> value) => slotNames.CopyTo(ref value));
        return builder.ToAnnotations();
    }
}
