using Microsoft.ML;

namespace Ml.Net.Mlp.Tests.Support;

/// <summary>Three well separated clouds of points: what any trainer learns at once.</summary>
internal static class Blobs
{
    public const int Inputs = 3;
    public const int Classes = 3;

    public static TestView View(int rows = 60, params TestColumn[] more) =>
        new(rows, [Features(), Label(), .. more]);

    public static TestColumn Features() => TestColumn.Features(Inputs, Values);

    public static TestColumn Label(DataViewSchema.Annotations? annotations = null) =>
        TestColumn.Label(Classes, row => (uint)(row % Classes) + 1, annotations);

    public static float[] Values(int row)
    {
        var values = new float[Inputs];
        for (var i = 0; i < Inputs; i++)
        {
            values[i] = (i == row % Classes ? 1 : 0) + (0.1f * MathF.Sin((row * 7) + i));
        }

        return values;
    }

    public static MlpMulticlassTransformer Train(IDataView? data = null) =>
        new MLContext(1).MulticlassClassification.Trainers.Mlp(Iris.QuickOptions()).Fit(data ?? View());
}
