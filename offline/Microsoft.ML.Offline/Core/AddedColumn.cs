namespace Microsoft.ML.Data;

/// <summary>A column that a transformer adds, computed from columns of the input row.</summary>
/// <param name="Column">Name, type and annotations.</param>
/// <param name="Dependencies">Indices of the input columns it is computed from.</param>
/// <param name="MakeGetter">Makes the getter, a <see cref="ValueGetter{TValue}"/> of the column's raw type, over an input row.</param>
internal sealed record AddedColumn(DataViewSchema.DetachedColumn Column, int[] Dependencies, Func<DataViewRow, Delegate> MakeGetter);
