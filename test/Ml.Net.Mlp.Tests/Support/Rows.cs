using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Reads columns of a view into arrays.</summary>
internal static class Rows
{
    public static float[][] Scores(IDataView scored) => [.. Read<VBuffer<float>>(scored, "Score").Select(v => v.DenseValues().ToArray())];

    public static uint[] Predictions(IDataView scored) => [.. Read<uint>(scored, "PredictedLabel")];

    /// <summary>The values of some columns, each row as a line of text.</summary>
    public static string[] Texts(IDataView view, params string[] columns)
    {
        using var cursor = view.GetRowCursor(columns.Select(name => view.Schema[name]));
        var text = RowText.Of(cursor, columns);
        var lines = new List<string>();
        while (cursor.MoveNext())
        {
            lines.Add(text());
        }

        return [.. lines];
    }

    public static IEnumerable<T> Read<T>(IDataView view, string name)
    {
        using var cursor = view.GetRowCursor([view.Schema[name]]);
        var getter = cursor.GetGetter<T>(view.Schema[name]);
        var values = new List<T>();
        while (cursor.MoveNext())
        {
            var value = default(T)!;
            getter(ref value);
            values.Add(value);
        }

        return values;
    }
}
