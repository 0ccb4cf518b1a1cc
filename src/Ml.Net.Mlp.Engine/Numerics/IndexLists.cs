namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// For each row of a left operand the places of its values that are not zero, in blocks of steps of the reduction. A place
/// is counted from its block's beginning and so fits a byte.
/// </summary>
internal readonly unsafe struct IndexLists
{
    /// <summary>The list of row r and block b begins at <c>Indices + r · RowStride + b · BlockSteps</c>.</summary>
    public required byte* Indices { get; init; }

    /// <summary>Its length is <c>Counts[r · CountStride + b]</c>.</summary>
    public required byte* Counts { get; init; }

    /// <summary>Blocks of a row.</summary>
    public required nint CountStride { get; init; }

    /// <summary>Steps of a block.</summary>
    public required int BlockSteps { get; init; }

    /// <summary>Bytes from one row's first list to the next one's.</summary>
    public nint RowStride => CountStride * BlockSteps;

    /// <summary>The lists of a later row and block.</summary>
    public IndexLists At(nint row, nint block) => new()
    {
        Indices = Indices + (row * RowStride) + (block * BlockSteps),
        Counts = Counts + (row * CountStride) + block,
        CountStride = CountStride,
        BlockSteps = BlockSteps,
    };
}
