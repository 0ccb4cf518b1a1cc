namespace Ml.Net.Mlp;

/// <summary>The exceptions of columns that are missing or of a wrong type, in the words of ML.NET's own trainers.</summary>
internal static class SchemaMismatch
{
    public static ArgumentOutOfRangeException Missing(ColumnRole role, string name) =>
        new("inputSchema", $"Could not find {Name(role)} column '{name}'");

    public static ArgumentOutOfRangeException WrongType(ColumnRole role, string name, string expected, string actual) =>
        new(role == ColumnRole.Label ? "labelCol" : "inputSchema",
            $"Schema mismatch for {Name(role)} column '{name}': expected {expected}, got {actual}");

    private static string Name(ColumnRole role) => role.ToString().ToLowerInvariant();
}
