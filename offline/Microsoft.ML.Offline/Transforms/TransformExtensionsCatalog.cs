using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>The transforms of columns as a whole.</summary>
public static class TransformExtensionsCatalog
{
    /// <summary>Copies a column under another name.</summary>
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => new ColumnCopyingEstimator(catalog.GetEnvironment(), outputColumnName, inputColumnName);

    /// <summary>Puts columns of one item type together into one vector column.</summary>
    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new ColumnConcatenatingEstimator(catalog.GetEnvironment(), outputColumnName, inputColumnNames);
}
