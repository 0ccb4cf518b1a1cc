using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Finds and reads the columns that an evaluation needs.</summary>
internal static class ScoredColumns
{
    /// <summary>The column that plays a role such as Label or Score.</summary>
    public static DataViewSchema.Column Find(DataViewSchema schema, string role, string name)
        => schema.GetColumnOrNull(name) ?? throw Contracts.ExceptParam(nameof(schema), $"{role} column '{name}' not found");

    public static void CheckType(bool condition, string role, DataViewSchema.Column column, string expected)
    {
        if (!condition)
            throw Contracts.ExceptSchemaMismatch("schema", role, column.Name, expected, column.Type.ToString());
    }

    /// <summary>A getter of the label as a number: keys count from 0, and a missing key is not a number.</summary>
    public static Func<float> GetLabelGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Single)
            return Read<float>(row, column, label => label);
        if (column.Type == NumberDataViewType.Double)
            return Read<double>(row, column, label => (float)label);
        if (column.Type is BooleanDataViewType)
            return Read<bool>(row, column, label => label ? 1 : 0);

        var count = ((KeyDataViewType)column.Type).Count;
        float FromKey(ulong key) => key > 0 && key <= count ? key - 1 : float.NaN;
        return column.Type.RawType switch
        {
            var raw when raw == typeof(byte) => Read<byte>(row, column, key => FromKey(key)),
            var raw when raw == typeof(ushort) => Read<ushort>(row, column, key => FromKey(key)),
            var raw when raw == typeof(uint) => Read<uint>(row, column, key => FromKey(key)),
            _ => Read<ulong>(row, column, FromKey),
        };
    }

    /// <summary>A getter of the column's current value, converted.</summary>
    public static Func<float> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }

    /// <summary>The text values of a column's annotation that has that many, or null.</summary>
    public static string[] ReadNames(DataViewSchema.Column column, string kind)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { ItemType: TextDataViewType, IsKnownSize: true })
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(kind, ref names);
        return names.DenseValues().Select(name => name.ToString()).ToArray();
    }
}
