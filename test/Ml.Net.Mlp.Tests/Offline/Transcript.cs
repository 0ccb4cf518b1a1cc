using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>Writes what ML.NET yields as text, every number to its last digit.</summary>
internal sealed class Transcript
{
    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString().TrimEnd('\n');

    public Transcript Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Type and annotations of a column, then its values, one row a line.</summary>
    public Transcript Column(IDataView view, string name)
    {
        var column = view.Schema[name];
        Line($"{name}: {column.Type}");
        foreach (var annotation in column.Annotations.Schema)
            Line($"  {annotation.Name}: {annotation.Type} = {Read(column.Annotations, annotation)}");
        return Values(view, name);
    }

    /// <summary>The values of a column, one row a line.</summary>
    public Transcript Values(IDataView view, string name)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var read = (Func<string>)Invoke(nameof(MakeReader), column.Type.RawType, cursor, column);
        while (cursor.MoveNext())
            Line(read());
        return this;
    }

    /// <summary>Every property of an object that has a value of its own, by name.</summary>
    public Transcript Properties(object metrics)
    {
        foreach (var property in metrics.GetType().GetProperties().OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            switch (property.GetValue(metrics))
            {
                case ConfusionMatrix matrix:
                    Properties(matrix).Line(matrix.GetFormattedConfusionTable().ReplaceLineEndings("\n").TrimEnd('\n'));
                    break;
                case MetricStatistics statistics:
                    Line($"{property.Name}: {Format(statistics.Mean)} ± {Format(statistics.StandardDeviation)} of {statistics.Count}");
                    break;
                case IReadOnlyList<MetricStatistics> list:
                    Line($"{property.Name}: {string.Join(' ', list.Select(statistics => Format(statistics.Mean)))}");
                    break;
                case var value:
                    Line($"{property.Name}: {Format(value)}");
                    break;
            }
        }
        return this;
    }

    private static Func<string> MakeReader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            var value = default(T)!;
            getter(ref value);
            return Format(value);
        };
    }

    private static string Read(DataViewSchema.Annotations annotations, DataViewSchema.Column annotation)
        => (string)Invoke(nameof(ReadAnnotation), annotation.Type.RawType, annotations, annotation.Name);

    private static string ReadAnnotation<T>(DataViewSchema.Annotations annotations, string kind)
    {
        var value = default(T)!;
        annotations.GetValue(kind, ref value);
        return Format(value);
    }

    private static object Invoke(string method, Type type, params object[] arguments)
        => typeof(Transcript).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, arguments)!;

    private static string Format(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        ReadOnlyMemory<char> text => $"'{text}'",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        VBuffer<float> vector => Format(vector.DenseValues()),
        VBuffer<double> vector => Format(vector.DenseValues()),
        VBuffer<int> vector => Format(vector.DenseValues()),
        VBuffer<uint> vector => Format(vector.DenseValues()),
        VBuffer<bool> vector => Format(vector.DenseValues()),
        VBuffer<ReadOnlyMemory<char>> vector => Format(vector.DenseValues()),
        System.Collections.IEnumerable items => $"[{string.Join(' ', items.Cast<object>().Select(Format))}]",
        _ => value.ToString()!,
    };
}
