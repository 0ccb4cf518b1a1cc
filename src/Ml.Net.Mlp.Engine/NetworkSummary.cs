using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ml.Net.Mlp.Engine;

/// <summary>Prints a network as a table of layers, output shapes and parameters.</summary>
internal static class NetworkSummary
{
    private const int LeastLayerWidth = 26;
    private const int ShapeWidth = 20;
    private const int CountWidth = 14;

    public static string Print(NetworkDescription network)
    {
        var rows = Rows(network);
        var width = Math.Max(LeastLayerWidth, rows.Max(row => row.Layer.Length) + 1);
        var rule = new string('=', width + ShapeWidth + CountWidth);
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            var (layer, shape, count) = rows[i];
            text.Append(layer.PadRight(width)).Append(shape.PadRight(ShapeWidth)).Append(count.PadLeft(CountWidth)).Append('\n');
            if (i == 0 || i == rows.Count - 1)
            {
                text.Append(rule).Append('\n');
            }
        }

        var (total, trainable) = (network.ParameterCount, network.TrainableParameterCount);
        text.Append(CultureInfo.InvariantCulture, $"Total params: {Count(total)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Trainable params: {Count(trainable)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Non-trainable params: {Count(total - trainable)}\n");
        return text.ToString();
    }

    /// <summary>The head, and a row for the inputs and for each layer.</summary>
    private static List<(string Layer, string Shape, string Count)> Rows(NetworkDescription network)
    {
        var rows = new List<(string Layer, string Shape, string Count)>
        {
            ("Layer (type)", "Output Shape", "Param #"),
            ("input (InputLayer)", Shape(network.Inputs), "0"),
        };
        foreach (var ((layer, inputs), name) in network.Walk().Zip(Names(network)))
        {
            rows.Add(($"{name} ({layer.Kind})", Shape(layer.GetOutputSize(inputs)), Count(layer.GetParameterCount(inputs))));
        }

        return rows;
    }

    /// <summary>The names of the layers, as Keras numbers them: dense, dense_1, dropout, dense_2, ...</summary>
    public static IEnumerable<string> Names(NetworkDescription network)
    {
        var numbers = new Dictionary<string, int>();
        foreach (var layer in network.Layers)
        {
            var number = numbers.GetValueOrDefault(layer.Kind);
            numbers[layer.Kind] = number + 1;
            yield return JsonNamingPolicy.SnakeCaseLower.ConvertName(layer.Kind)
                + (number == 0 ? "" : $"_{number.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static string Shape(int size) => string.Create(CultureInfo.InvariantCulture, $"(None, {size})");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
