using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of columns, to map them to keys.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    internal const int DefaultMaximumNumberOfKeys = 1000000;

    private readonly IHost _host;
    private readonly ValueToKeyOptions[] _columns;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, ValueToKeyOptions[] columns, IDataView keyData)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        Contracts.CheckParam(columns.Length > 0, nameof(columns), "Must not be empty");
        if (keyData is not null && keyData.Schema.Count != 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(keyData),
                "If specified, this data view should contain only a single column containing the terms to map, " +
                $"but this had {keyData.Schema.Count} columns.");
        }
        _columns = columns;
        _keyData = keyData;
    }

    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>That in which the values first occur.</summary>
        ByOccurrence = 0,

        /// <summary>That of the values themselves; text by its code units.</summary>
        ByValue = 1,
    }

    /// <inheritdoc/>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var sources = _columns.Select(options => FindSource(input.Schema, options)).ToArray();
        var maps = sources.Select(source => KeyMap.Create(ItemType(source))).ToArray();
        if (_keyData is not null)
            LearnFromKeyData(sources, maps);
        else
            Learn(input, sources, maps);

        for (var i = 0; i < maps.Length; i++)
        {
            if (_columns[i].Sorted)
                maps[i].Sort();
        }
        var names = _columns.Select(options => (options.Name, options.InputName)).ToArray();
        return new ValueToKeyMappingTransformer(_host, names, maps, _columns.Select(options => options.KeyValuesAsText).ToArray());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var result = inputSchema.ToDictionary(column => column.Name);
        foreach (var options in _columns)
        {
            var column = InputColumn.Find(inputSchema, options.InputName);
            if (!column.IsKey || !column.Annotations.TryFindColumn(Annotation.KeyValues, out var keyValues)
                || keyValues.Kind != SchemaShape.Column.VectorKind.Vector)
            {
                keyValues = new SchemaShape.Column(
                    Annotation.KeyValues,
                    SchemaShape.Column.VectorKind.Vector,
                    options.KeyValuesAsText ? TextDataViewType.Instance : column.ItemType,
                    column.IsKey && !options.KeyValuesAsText);
            }
            var annotations = column.Annotations.TryFindColumn(Annotation.SlotNames, out var slotNames)
                ? new SchemaShape([slotNames, keyValues])
                : new SchemaShape([keyValues]);
            result[options.Name] = new SchemaShape.Column(options.Name, column.Kind, NumberDataViewType.UInt32, true, annotations);
        }
        return new SchemaShape(result.Values);
    }

    private static DataViewSchema.Column FindSource(DataViewSchema inputSchema, ValueToKeyOptions options)
    {
        var source = InputColumn.Find(inputSchema, options.InputName);
        if (!ItemValues.IsSupported(ItemType(source)))
        {
            throw Contracts.ExceptSchemaMismatch(
                nameof(inputSchema), "input", options.InputName, "standard type or a vector of standard type", source.Type.ToString());
        }
        return source;
    }

    private static PrimitiveDataViewType ItemType(DataViewSchema.Column column)
        => (column.Type as VectorDataViewType)?.ItemType ?? column.Type as PrimitiveDataViewType;

    private void Learn(IDataView input, DataViewSchema.Column[] sources, KeyMap[] maps)
    {
        foreach (var options in _columns)
            Contracts.CheckParam(options.MaximumNumberOfKeys > 0, "maximumNumberOfKeys", "Must be positive");

        using var cursor = input.GetRowCursor(sources);
        var learners = maps.Select((map, i) => map.GetLearner(cursor, sources[i], _columns[i].MaximumNumberOfKeys)).ToList();
        while (learners.Count > 0 && cursor.MoveNext())
            learners.RemoveAll(learn => !learn());

        using var channel = _host.Register("Term").Start("Training");
        for (var i = 0; i < maps.Length; i++)
        {
            if (maps[i].Count == 0)
                channel.Warning(MessageSensitivity.Schema, "Term map for output column '{0}' contains no entries.", _columns[i].Name);
        }
    }

    private void LearnFromKeyData(DataViewSchema.Column[] sources, KeyMap[] maps)
    {
        var column = _keyData.Schema[0];
        for (var i = 0; i < maps.Length; i++)
        {
            if (!column.Type.Equals(maps[i].ItemType))
            {
                throw new ArgumentOutOfRangeException(
                    "keyData", $"Input data's column must be of type '{maps[i].ItemType}' but was '{column.Type}', for column '{sources[i].Name}'");
            }
            using var cursor = _keyData.GetRowCursor([column]);
            var learn = maps[i].GetLearner(cursor, column, int.MaxValue);
            while (cursor.MoveNext())
                learn();
        }
    }
}
