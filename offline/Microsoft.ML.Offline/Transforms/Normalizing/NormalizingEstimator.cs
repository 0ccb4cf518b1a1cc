using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns how to normalize columns.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly NormalizerOptions[] _columns;

    internal NormalizingEstimator(IHostEnvironment env, params NormalizerOptions[] columns)
    {
        _host = env.Register(nameof(NormalizingEstimator));
        _columns = columns;
    }

    /// <inheritdoc/>
    public NormalizingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var columns = _columns.Select(
            options => input.Schema.GetColumnOrNull(options.InputName) ?? throw Contracts.ExceptSchemaMismatch("data", "input", options.InputName)).ToArray();

        using var cursor = input.GetRowCursor(columns);
        var fittings = _columns.Select((options, i) => NormalizerFitting.Create(options, cursor, columns[i])).ToArray();
        var wanting = fittings.ToList();
        while (wanting.Count > 0 && cursor.MoveNext())
            wanting.RemoveAll(fitting => !fitting.Add());
        return new NormalizingTransformer(_host, fittings.Select(fitting => fitting.ToColumn()).ToArray());
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var result = inputSchema.ToDictionary(column => column.Name);
        foreach (var options in _columns)
        {
            var column = InputColumn.Find(inputSchema, options.InputName);
            if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            {
                throw Contracts.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", options.InputName, "known-size vector or scalar", column.GetTypeString());
            }
            if (!column.ItemType.Equals(NumberDataViewType.Single) && !column.ItemType.Equals(NumberDataViewType.Double))
            {
                throw Contracts.ExceptSchemaMismatch(
                    nameof(inputSchema), "input", options.InputName, "vector or scalar of Single or Double", column.GetTypeString());
            }

            var annotations = new List<SchemaShape.Column> { Annotation.IsNormalizedShape };
            if (column.Annotations.TryFindColumn(Annotation.SlotNames, out var slotNames))
                annotations.Add(slotNames);
            result[options.Name] = new SchemaShape.Column(options.Name, column.Kind, column.ItemType, column.IsKey, new SchemaShape(annotations));
        }
        return new SchemaShape(result.Values);
    }
}
