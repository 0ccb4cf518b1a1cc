namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Values of a row or a column that are not zero, and where they stand, in ascending order.</summary>
internal readonly unsafe struct SparseList
{
    /// <summary>The value's column in a row, its row in a column.</summary>
    public required int* Places { get; init; }

    /// <summary>The values.</summary>
    public required float* Values { get; init; }

    /// <summary>Number of values.</summary>
    public required int Count { get; init; }
}
