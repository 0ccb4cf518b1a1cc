using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Says which columns of a text file a field or property is read from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    /// <summary>From one column.</summary>
    public LoadColumnAttribute(int fieldIndex) => Sources = [new TextLoader.Range(fieldIndex)];

    /// <summary>From a range of columns, both ends included.</summary>
    public LoadColumnAttribute(int start, int end) => Sources = [new TextLoader.Range(start, end)];

    /// <summary>From several columns.</summary>
    public LoadColumnAttribute(int[] columnIndexes)
    {
        Contracts.CheckValue(columnIndexes, nameof(columnIndexes));
        Sources = columnIndexes.Select(index => new TextLoader.Range(index)).ToArray();
    }

    internal TextLoader.Range[] Sources { get; }
}
