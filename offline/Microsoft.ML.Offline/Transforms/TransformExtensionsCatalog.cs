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

    /// <summary>Drops columns.</summary>
    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => new ColumnSelectingEstimator(catalog.GetEnvironment(), columnNames, keep: false, keepHidden: false);

    /// <summary>Drops all columns but these.</summary>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames)
        => catalog.SelectColumns(columnNames, false);

    /// <summary>Drops all columns but these and, if asked for, the hidden ones of the same names.</summary>
    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
        => new ColumnSelectingEstimator(catalog.GetEnvironment(), columnNames, keep: true, keepHidden);
}
