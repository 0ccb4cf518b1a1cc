using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Writes everything that a row holds as text: its id and the value of every column.</summary>
internal static class RowText
{
    public static Func<string> Of(DataViewRow row)
    {
        var id = row.GetIdGetter();
        var columns = row.Schema.Select(column => ColumnText(row, column)).ToArray();
        return () =>
        {
            DataViewRowId value = default;
            id(ref value);
            return $"{value} {string.Join(" | ", columns.Select(column => column()))}";
        };
    }

    /// <summary>The values of some columns.</summary>
    public static Func<string> Of(DataViewRow row, IEnumerable<string> columns)
    {
        var texts = columns.Select(name => ColumnText(row, row.Schema[name])).ToArray();
        return () => string.Join(" | ", texts.Select(column => column()));
    }

    private static Func<string> ColumnText(DataViewRow row, DataViewSchema.Column column)
    {
        var raw = column.Type.RawType;
        var (name, type) = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (nameof(VectorText), raw.GetGenericArguments()[0])
            : (nameof(ScalarText), raw);
        var method = typeof(RowText).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
        return (Func<string>)method.MakeGenericMethod(type).Invoke(null, [row, column])!;
    }

    private static Func<string> ScalarText<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        var value = default(T)!;
        return () =>
        {
            getter(ref value);
            return Text(value);
        };
    }

    private static Func<string> VectorText<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        var value = default(VBuffer<T>);
        return () =>
        {
            getter(ref value);
            return $"[{string.Join(' ', value.DenseValues().Select(Text))}]";
        };
    }

    private static string Text<T>(T value) => string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
