using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How an engine maps objects to columns.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members of the output class may lack a column.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>How the input class maps to columns; by its attributes if null.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>How the output class maps to columns; by its attributes if null.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether the engine disposes of the transformer.</summary>
    public bool OwnsTransformer = true;
}
