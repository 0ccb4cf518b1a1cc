using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The number of categories of a key column.</summary>
public sealed class KeyCount
{
    /// <summary>The number, or null for as many as the type can hold.</summary>
    public ulong? Count;

    /// <summary>As many as the type can hold.</summary>
    public KeyCount()
    {
    }

    /// <summary>That many.</summary>
    public KeyCount(ulong count)
    {
        Contracts.CheckParam(count > 0, nameof(count), "Must be a positive number.");
        Count = count;
    }
}
