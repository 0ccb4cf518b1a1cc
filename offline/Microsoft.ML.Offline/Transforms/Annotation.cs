using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Names, types and reading of the annotations that the transforms know.</summary>
internal static class Annotation
{
    public const string SlotNames = "SlotNames";
    public const string KeyValues = "KeyValues";
    public const string IsNormalized = "IsNormalized";
    public const string CategoricalSlotRanges = "CategoricalSlotRanges";

    public static readonly SchemaShape.Column IsNormalizedShape
        = new SchemaShape.Column(IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false);

    public static readonly SchemaShape.Column SlotNamesShape
        = new SchemaShape.Column(SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false);

    public static readonly SchemaShape.Column CategoricalSlotRangesShape
        = new SchemaShape.Column(CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, false);

    public static bool HasSlotNames(SchemaShape.Column column)
        => column.Annotations.TryFindColumn(SlotNames, out var names)
            && names.Kind == SchemaShape.Column.VectorKind.Vector
            && names.ItemType is TextDataViewType;

    public static bool HasIsNormalized(SchemaShape.Column column)
        => column.Annotations.TryFindColumn(IsNormalized, out var flag)
            && flag.Kind == SchemaShape.Column.VectorKind.Scalar
            && flag.ItemType is BooleanDataViewType;

    public static bool HasCategoricalSlotRanges(SchemaShape.Column column)
        => column.Annotations.TryFindColumn(CategoricalSlotRanges, out var ranges)
            && ranges.Kind == SchemaShape.Column.VectorKind.Vector
            && ranges.ItemType == NumberDataViewType.Int32;

    public static bool IsColumnNormalized(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(IsNormalized)?.Type is not BooleanDataViewType)
            return false;
        var value = false;
        column.Annotations.GetValue(IsNormalized, ref value);
        return value;
    }

    /// <summary>The values of a text annotation with that many items, or null.</summary>
    public static ReadOnlyMemory<char>[] ReadText(DataViewSchema.Column column, string kind, int size)
    {
        var type = column.Annotations.Schema.GetColumnOrNull(kind)?.Type as VectorDataViewType;
        if (type?.ItemType is not TextDataViewType || type.Size != size || size == 0)
            return null;
        VBuffer<ReadOnlyMemory<char>> values = default;
        column.Annotations.GetValue(kind, ref values);
        return values.DenseValues().ToArray();
    }

    /// <summary>First and last slot of each group of slots that stem from one categorical value; none if the column has no such groups.</summary>
    public static IReadOnlyList<int> ReadCategoricalSlotRanges(DataViewSchema.Column column)
    {
        var type = column.Annotations.Schema.GetColumnOrNull(CategoricalSlotRanges)?.Type as VectorDataViewType;
        if (type?.ItemType != NumberDataViewType.Int32)
            return [];
        VBuffer<int> values = default;
        column.Annotations.GetValue(CategoricalSlotRanges, ref values);
        return values.DenseValues().ToArray();
    }

    public static void AddFlag(DataViewSchema.Annotations.Builder builder, string kind)
        => builder.Add(kind, BooleanDataViewType.Instance, (ref bool value) => value = true);

    public static void AddVector<T>(DataViewSchema.Annotations.Builder builder, string kind, VectorDataViewType type, VBuffer<T> values)
        => builder.Add(kind, type, (ref VBuffer<T> destination) => values.CopyTo(ref destination));

    /// <summary>Ranges are pairs of numbers.</summary>
    public static void AddCategoricalSlotRanges(DataViewSchema.Annotations.Builder builder, int[] ranges)
        => AddVector(
            builder,
            CategoricalSlotRanges,
            new VectorDataViewType(NumberDataViewType.Int32, ranges.Length / 2, 2),
            new VBuffer<int>(ranges.Length, ranges));
}
