using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Finds the columns that a transform reads.</summary>
internal static class InputColumn
{
    public static DataViewSchema.Column Find(DataViewSchema inputSchema, string name)
        => inputSchema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", name);

    public static SchemaShape.Column Find(SchemaShape inputSchema, string name)
        => inputSchema.TryFindColumn(name, out var column) ? column : throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
}
