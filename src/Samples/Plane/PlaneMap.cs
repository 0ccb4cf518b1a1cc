using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Plane;

/// <summary>Draws points, and behind them what a model says of the whole plane.</summary>
internal static class PlaneMap
{
    /// <param name="mlContext">The context.</param>
    /// <param name="title">Stands above the drawing.</param>
    /// <param name="points">The points.</param>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="model">The model; it is asked for every place of the map.</param>
    /// <param name="read">Reads from scored rows what share each class has in the model's answer.</param>
    public static ScatterPanel Draw(
        MLContext mlContext,
        string title,
        IReadOnlyList<PlanePoint> points,
        IReadOnlyList<string> classes,
        ITransformer model,
        Func<IDataView, IEnumerable<float[]>> read) =>
        new(title, [.. points.Select(point => point.ToDot())], classes, places =>
        {
            var rows = places.Select(place => new PlanePoint(place.X, place.Y, 0)).ToList();
            return [.. read(model.Transform(mlContext.Data.LoadFromEnumerable(rows)))];
        });

    /// <summary>Draws the regions of the classes that a multi-class model tells apart.</summary>
    public static ScatterPanel DrawClasses(MLContext mlContext, string title, IReadOnlyList<PlanePoint> points, ITransformer model) =>
        Draw(mlContext, title, points, ["first", "second", "third"], model, scored => scored.GetColumn<uint>("PredictedLabel")
            .Select(answer => new[] { answer == 1 ? 1f : 0, answer == 2 ? 1 : 0, answer == 3 ? 1 : 0 }));
}
