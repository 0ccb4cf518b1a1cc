using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>Pictures of what the units of a network look for.</summary>
internal static class HiddenFeatures
{
    private const int Side = 28;
    private const int WeightImages = 64;
    private const int WeightColumns = 16;
    private const int Units = 12;
    private const int ImagesOfUnit = 10;

    /// <summary>Draws the incoming weights of the units whose weights are largest.</summary>
    public static void SaveWeights(PictureFolder pictures, string file, NetworkLayer layer)
    {
        var weights = layer.Weights.ToArray();
        var images = Enumerable.Range(0, layer.Outputs)
            .Select(unit => Enumerable.Range(0, layer.Inputs).Select(pixel => weights[(pixel * layer.Outputs) + unit]).ToArray())
            .OrderByDescending(image => image.Sum(w => (double)w * w)).Take(WeightImages).ToList();
        var rows = (images.Count + WeightColumns - 1) / WeightColumns;
        pictures.Save(
            file,
            "What the first layer looks for",
            "The weights of hidden units at each pixel, as images: where a stroke excites the unit it is red, where it calms it blue.",
            columns: 1, panelWidth: WeightColumns * 59, panelHeight: rows * 59,
            new ImagesPanel(
                string.Create(CultureInfo.InvariantCulture, $"Weights of {images.Count} of {layer.Outputs} units, largest first: ink where it is red excites, ink where it is blue calms"),
                images, Side, WeightColumns, IsSigned: true));
    }

    /// <summary>Draws the images that excite units of a layer most, a row for each unit.</summary>
    /// <param name="pictures">Where the picture goes.</param>
    /// <param name="file">Its file.</param>
    /// <param name="network">The network.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="name">What the layer is called.</param>
    /// <param name="test">The images.</param>
    /// <param name="scored">The same as the model made them: its column Features is what the network receives.</param>
    /// <returns>Units that no image excites.</returns>
    public static int SaveImages(PictureFolder pictures, string file, MlpModelParameters network, int layer, string name, IDataView test, IDataView scored)
    {
        var pixels = test.GetColumn<float[]>("Features").ToArray();
        var activations = scored.GetColumn<float[]>("Features").ToArray().AsParallel().AsOrdered()
            .Select(features => network.GetActivations(features, layer)).ToArray();
        var most = pixels.Max(image => image.Max());
        var excited = Enumerable.Range(0, network.Layers[layer].Outputs).Where(unit => activations.Any(values => values[unit] > 0)).ToList();
        var units = excited.Take(Units).ToList();
        var images = new List<float[]>();
        var captions = new List<string>();
        foreach (var unit in units)
        {
            foreach (var row in Enumerable.Range(0, pixels.Length).OrderByDescending(row => activations[row][unit]).Take(ImagesOfUnit))
            {
                images.Add([.. pixels[row].Select(value => value / most)]);
                captions.Add(string.Create(CultureInfo.InvariantCulture, $"{activations[row][unit]:0.##}"));
            }
        }

        if (units.Count > 0)
        {
            pictures.Save(
                file,
                $"What excites units of {name} most",
                "A row for each unit: the ten test images for which its output is largest, and that output.",
                columns: 1, panelWidth: ImagesOfUnit * 62, panelHeight: units.Count * 74,
                new ImagesPanel(
                    string.Create(CultureInfo.InvariantCulture, $"Each row is a unit ({units[0]} to {units[^1]} of {network.Layers[layer].Outputs}): its ten images, with its output"),
                    images, Side, ImagesOfUnit, Captions: captions));
        }

        return network.Layers[layer].Outputs - excited.Count;
    }
}
