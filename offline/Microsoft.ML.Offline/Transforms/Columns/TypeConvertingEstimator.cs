using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts columns to Single or Double.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(IHostEnvironment env, (string OutputColumnName, string InputColumnName)[] columns, DataKind outputKind)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, columns, outputKind))
    {
    }

    /// <inheritdoc/>
    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        var result = inputSchema.ToDictionary(column => column.Name);
        foreach (var (output, input) in Transformer.ColumnPairs)
        {
            var column = InputColumn.Find(inputSchema, input);
            TypeConvertingTransformer.CheckSource(input, column.ItemType, column.IsKey);
            var annotations = column.Annotations.Where(annotation => annotation.Name == Annotation.SlotNames).ToList();
            if (column.ItemType is BooleanDataViewType || Annotation.HasIsNormalized(column))
                annotations.Add(Annotation.IsNormalizedShape);
            result[output] = new SchemaShape.Column(output, column.Kind, Transformer.OutputType, false, new SchemaShape(annotations));
        }
        return new SchemaShape(result.Values);
    }
}
