namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// The operands of one micro-kernel call: C[i, p·16 + l] = start + Σ_k A[i, k] · B[k, p·16 + l] over a tile of rows i and
/// panels p of 16 columns. All strides are in floats. One kernel serves the forward product and both backward products:
/// they differ in the strides only.
/// </summary>
internal unsafe struct MatrixTile
{
    /// <summary>Left operand: element (i, k) stands at <c>A + i · ARow + k · AStep</c>.</summary>
    public float* A;
    public nint ARow;
    public nint AStep;

    /// <summary>Right operand: element (k, p, l) stands at <c>B + p · BPanel + k · BStep + l</c>.</summary>
    public float* B;
    public nint BPanel;
    public nint BStep;

    /// <summary>Result: element (i, p, l) stands at <c>C + i · CRow + p · CPanel + l</c>.</summary>
    public float* C;
    public nint CRow;
    public nint CPanel;

    /// <summary>
    /// Where each row's sum starts: 16 values a panel (the bias), or null for zero. Ignored when <see cref="Continue"/>.
    /// </summary>
    public float* Start;

    /// <summary>Whether the sums go on from the values in C: a later block of the reduction dimension.</summary>
    public bool Continue;

    /// <summary>Length of the reduction, 1 or more.</summary>
    public int Steps;
}
