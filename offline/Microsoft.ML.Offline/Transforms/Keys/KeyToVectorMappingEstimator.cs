using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into indicator vectors.</summary>
public sealed class KeyToVectorMappingEstimator : TrivialEstimator<KeyToVectorMappingTransformer>
{
    internal KeyToVectorMappingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, bool outputCountVector)
        : base(env.Register(nameof(KeyToVectorMappingEstimator)), new KeyToVectorMappingTransformer(env, columns, outputCountVector))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var counts = Transformer.OutputCountVector;
        var result = inputSchema.ToDictionary(column => column.Name);
        foreach (var (output, input) in Transformer.ColumnPairs)
        {
            var column = InputColumn.Find(inputSchema, input);
            var annotations = new List<SchemaShape.Column>();
            if (column.Annotations.TryFindColumn(Annotation.KeyValues, out var keyValues) && keyValues.ItemType is TextDataViewType)
                annotations.Add(Annotation.SlotNamesShape);
            if (!counts)
                annotations.Add(Annotation.CategoricalSlotRangesShape);
            if (!counts || column.Kind == SchemaShape.Column.VectorKind.Scalar)
                annotations.Add(Annotation.IsNormalizedShape);
            result[output] = new SchemaShape.Column(
                output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, new SchemaShape(annotations));
        }
        return new SchemaShape(result.Values);
    }
}
