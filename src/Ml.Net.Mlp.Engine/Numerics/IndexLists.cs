namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// For each row of a left operand the places of its values that are not zero, in blocks of steps of the reduction. A place
/// is counted from its block's beginning and so fits a byte.
/// </summary>
internal readonly unsafe struct IndexLists
{
    /// <summary>
    /// The list of row r in block b begins at <c>Indices + (b · Rows + r) · BlockSteps</c>. Blocks come first, so that threads
    /// that list different blocks do not write to the same cache lines.
    /// </summary>
    public required byte* Indices { get; init; }

    /// <summary>Its length is <c>Counts[b · Rows + r]</c>.</summary>
    public required byte* Counts { get; init; }

    /// <summary>Lists of a block.</summary>
    public required nint Rows { get; init; }

    /// <summary>Steps of a block.</summary>
    public required int BlockSteps { get; init; }

    /// <summary>The lists from a later row and block on.</summary>
    public IndexLists At(nint row, nint block) => new()
    {
        Indices = Indices + (((block * Rows) + row) * BlockSteps),
        Counts = Counts + (block * Rows) + row,
        Rows = Rows,
        BlockSteps = BlockSteps,
    };
}
