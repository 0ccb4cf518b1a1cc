using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Helpers for sets of active columns and for getters.</summary>
internal static class ColumnSelection
{
    /// <summary>One flag a column of the schema.</summary>
    public static bool[] Flags(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var flags = new bool[schema.Count];
        foreach (var column in columns ?? [])
        {
            Contracts.CheckParam(column.Index < flags.Length && schema[column.Index].Name == column.Name, nameof(columns),
                $"Column '{column.Name}' at {column.Index} is not of this schema.");
            flags[column.Index] = true;
        }

        return flags;
    }

    public static Exception Inactive(DataViewSchema.Column column)
        => new ArgumentOutOfRangeException(nameof(column), "requested column not active");

    /// <summary>The column's getter as one of the wanted type.</summary>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column)
        => getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Invalid TValue in GetGetter for column #{column}: '{typeof(TValue)}', expected type: '{column.Type.RawType}'.");
}
