using System.Reflection;
using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Reads columns without a look at their values, and without allocation.</summary>
internal static class ColumnReading
{
    public static Action Of(DataViewRow row, string name)
    {
        var column = row.Schema[name];
        var method = typeof(ColumnReading).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (Action)method.MakeGenericMethod(column.Type.RawType).Invoke(null, [row, column])!;
    }

    private static Action Create<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () => getter(ref value);
    }
}
