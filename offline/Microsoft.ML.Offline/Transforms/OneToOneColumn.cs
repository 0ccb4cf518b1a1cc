using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>What a transformer makes of one column.</summary>
/// <param name="Type">The type.</param>
/// <param name="Annotations">The annotations.</param>
/// <param name="MakeGetter">Makes the getter over an input row, a <see cref="ValueGetter{TValue}"/> of the type's raw type.</param>
internal sealed record OneToOneColumn(DataViewType Type, DataViewSchema.Annotations Annotations, Func<DataViewRow, Delegate> MakeGetter);
