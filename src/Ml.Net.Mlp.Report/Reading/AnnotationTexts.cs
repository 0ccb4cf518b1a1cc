using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Report;

/// <summary>Reads names that a column carries: of its slots, or of its keys, whatever their type.</summary>
internal static class AnnotationTexts
{
    /// <summary>The names as text, in the invariant culture; null where the column carries none, or not as many as asked for.</summary>
    public static string[]? Read(DataViewSchema.Column column, string kind, int count)
    {
        if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is not VectorDataViewType { IsKnownSize: true } type || type.Size != count)
        {
            return null;
        }

        var read = typeof(AnnotationTexts).GetMethod(nameof(ReadAs), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (string[])read.MakeGenericMethod(type.ItemType.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [column, kind], null)!;
    }

    private static string[] ReadAs<T>(DataViewSchema.Column column, string kind)
    {
        var buffer = default(VBuffer<T>);
        column.Annotations.GetValue(kind, ref buffer);
        return [.. buffer.DenseValues().Select(value => value is IFormattable number
            ? number.ToString(null, CultureInfo.InvariantCulture)
            : value?.ToString() ?? "")];
    }
}
