using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Tells missing values: NaN, and key 0. Other types have none.</summary>
internal static class MissingValues
{
    public static Func<bool> MakeTest(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        _ when column.Type == NumberDataViewType.Single => Test<float>(row, column, float.IsNaN),
        _ when column.Type == NumberDataViewType.Double => Test<double>(row, column, double.IsNaN),
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Single => TestItems<float>(row, column, float.IsNaN),
        VectorDataViewType vector when vector.ItemType == NumberDataViewType.Double => TestItems<double>(row, column, double.IsNaN),
        KeyDataViewType key when key.RawType == typeof(uint) => Test<uint>(row, column, value => value == 0),
        _ => throw Contracts.ExceptParam("columns",
            $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them"),
    };

    private static Func<bool> Test<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return isMissing(value);
        };
    }

    private static Func<bool> TestItems<T>(DataViewRow row, DataViewSchema.Column column, Func<T, bool> isMissing)
        => Test<VBuffer<T>>(row, column, vector =>
        {
            foreach (var value in vector.GetValues())
            {
                if (isMissing(value))
                    return true;
            }

            return false;
        });
}
