using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Writes columns with their annotations as lines of text.</summary>
internal static class SchemaText
{
    /// <summary>The columns from an index on.</summary>
    public static string Of(DataViewSchema schema, int first = 0) => string.Concat(schema.Skip(first).Select(Of));

    /// <summary>The columns of a shape, annotations in alphabetical order.</summary>
    public static string Of(SchemaShape shape) => string.Concat(shape.Select(column =>
        $"{Line(column)}\n{string.Concat(column.Annotations.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $"  {Line(a)}\n"))}"));

    private static string Line(SchemaShape.Column column) => $"{column.Name} : {column.Kind} {column.ItemType}{(column.IsKey ? " key" : "")}";

    private static string Of(DataViewSchema.Column column)
    {
        var annotations = column.Annotations.Schema.Select(a => $"  {a.Name} : {a.Type} = {Value(column.Annotations, a)}\n");
        return $"{column.Name} : {column.Type}{(column.IsHidden ? " hidden" : "")}\n{string.Concat(annotations)}";
    }

    private static string Value(DataViewSchema.Annotations annotations, DataViewSchema.Column kind)
    {
        var raw = kind.Type.RawType;
        var (name, type) = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (nameof(Vector), raw.GetGenericArguments()[0])
            : (nameof(Scalar), raw);
        var method = typeof(SchemaText).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
        return (string)method.MakeGenericMethod(type).Invoke(null, [annotations, kind.Name])!;
    }

    private static string Scalar<T>(DataViewSchema.Annotations annotations, string kind)
    {
        var value = default(T)!;
        annotations.GetValue(kind, ref value);
        return Text(value);
    }

    private static string Vector<T>(DataViewSchema.Annotations annotations, string kind)
    {
        var value = default(VBuffer<T>);
        annotations.GetValue(kind, ref value);
        return string.Join(' ', value.DenseValues().Select(Text));
    }

    private static string Text<T>(T value) => string.Format(CultureInfo.InvariantCulture, "{0}", value);
}
