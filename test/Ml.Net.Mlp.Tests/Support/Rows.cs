using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Reads columns of a view into arrays.</summary>
internal static class Rows
{
    public static float[][] Scores(IDataView scored) => [.. Read<VBuffer<float>>(scored, "Score").Select(v => v.DenseValues().ToArray())];

    public static uint[] Predictions(IDataView scored) => [.. Read<uint>(scored, "PredictedLabel")];

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
