using System.Globalization;
using System.Text;

namespace Ml.Net.Mlp.Engine;

/// <summary>Prints a network as a table of layers, output shapes and parameters.</summary>
internal static class NetworkSummary
{
    private const int LayerWidth = 26;
    private const int ShapeWidth = 20;
    private const int CountWidth = 14;

    public static string Print(NetworkDescription network)
    {
        var text = new StringBuilder();
        var rule = new string('=', LayerWidth + ShapeWidth + CountWidth);
        Row(text, "Layer (type)", "Output Shape", "Param #");
        text.Append(rule).Append('\n');
        Row(text, "input (InputLayer)", Shape(network.Inputs), "0");
        var numbers = new Dictionary<string, int>();
        foreach (var (layer, inputs) in network.Walk())
        {
            // As Keras numbers them: dense, dense_1, dropout, dense_2, ...
            var number = numbers.GetValueOrDefault(layer.Kind);
            numbers[layer.Kind] = number + 1;
            var name = layer.Kind.ToLowerInvariant() + (number == 0 ? "" : $"_{number.ToString(CultureInfo.InvariantCulture)}");
            Row(text, $"{name} ({layer.Kind})", Shape(layer.GetOutputSize(inputs)), Count(layer.GetParameterCount(inputs)));
        }

        text.Append(rule).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Total params: {Count(network.ParameterCount)}\n");
        return text.ToString();
    }

    private static void Row(StringBuilder text, string layer, string shape, string count) =>
        text.Append(layer.PadRight(LayerWidth)).Append(shape.PadRight(ShapeWidth)).Append(count.PadLeft(CountWidth)).Append('\n');

    private static string Shape(int size) => string.Create(CultureInfo.InvariantCulture, $"(None, {size})");

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
