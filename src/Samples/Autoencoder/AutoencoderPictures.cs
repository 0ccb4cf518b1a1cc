using System.Globalization;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Autoencoder;

/// <summary>What there is to see of autoencoders.</summary>
internal static class AutoencoderPictures
{
    private const int MostPoints = 3_000;
    private const int GridSize = 12;

    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The first two test images of each digit, as they are and as they come back.</summary>
    public static void SaveReconstructions(PictureFolder pictures, DigitImage[] test, int codeSize, EncodedDigit[] narrow, EncodedDigit[] plane)
    {
        int[] chosen = [.. Enumerable.Range(0, 2).SelectMany(which => Enumerable.Range(0, 10).Select(digit =>
            Enumerable.Range(0, test.Length).Where(i => test[i].Label == digit).ElementAt(which)))];
        ImagesPanel Panel(string title, Func<int, float[]> image) => new(title, [.. chosen.Select(image)], DigitImage.Width, Columns: 10);
        pictures.Save(
            "autoencoder.svg", "Digits through a code of few values",
            $"Test images, and what the networks make of their codes. {codeSize} values keep nearly all; 2 values keep which digit it is, most often.",
            columns: 1, panelWidth: 620, panelHeight: 126,
            Panel("Test images", i => test[i].Features),
            Panel($"From {codeSize} values", i => narrow[i].Reconstruction),
            Panel("From 2 values", i => plane[i].Reconstruction));
    }

    /// <summary>The codes of two values as points, and what the decoder makes of places among them.</summary>
    public static void SaveMap(PictureFolder pictures, EncodedDigit[] plane, Network decoder)
    {
        var (left, right) = Middle(plane.Select(digit => digit.Code[0]));
        var (bottom, top) = Middle(plane.Select(digit => digit.Code[1]));
        var images = new List<float[]>();
        for (var cell = 0; cell < GridSize * GridSize; cell++)
        {
            var (row, column) = Math.DivRem(cell, GridSize);
            float[] code = [Between(left, right, column), Between(top, bottom, row)];
            var image = new float[DigitImage.Width * DigitImage.Width];
            decoder.Predict(code, image);
            images.Add(image);
        }

        pictures.Save(
            "autoencoder-map.svg", "The plane of the codes",
            "Left: test images by their two values, in the colour of the digit, which the network was never told. Right: what the decoder makes of places in that plane; one digit turns into the next.",
            columns: 2, panelWidth: 480, panelHeight: 500,
            new ScatterPanel($"{Math.Min(MostPoints, plane.Length):N0} test images", [.. plane.Take(MostPoints).Select(digit => (digit.Code[0], digit.Code[1], (int)digit.Label))], Digits,
                XLabel: "first value", YLabel: "second value"),
            new ImagesPanel("What the decoder makes of the middle of it", images, DigitImage.Width, GridSize));
    }

    /// <summary>The test images with the largest errors.</summary>
    public static void SaveStrange(PictureFolder pictures, DigitImage[] test, EncodedDigit[] encoded, int codeSize)
    {
        int[] chosen = [.. Enumerable.Range(0, test.Length).OrderByDescending(i => encoded[i].ReconstructionError).Take(20)];
        string[] errors = [.. chosen.Select(i => encoded[i].ReconstructionError.ToString("F3", CultureInfo.InvariantCulture))];
        pictures.Save(
            "autoencoder-strange.svg", "The strangest of the test images",
            $"The 20 test images with the largest error of their reconstruction from {codeSize} values, and the reconstructions.",
            columns: 1, panelWidth: 620, panelHeight: 155,
            new ImagesPanel("Test images, and their errors", [.. chosen.Select(i => test[i].Features)], DigitImage.Width, Columns: 10, Captions: errors),
            new ImagesPanel($"From {codeSize} values", [.. chosen.Select(i => encoded[i].Reconstruction)], DigitImage.Width, Columns: 10));
    }

    /// <summary>Where the middle nine tenths of values lie: a few that are far off would take most of the room.</summary>
    private static (float First, float Last) Middle(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 20], sorted[sorted.Length - 1 - (sorted.Length / 20)]);
    }

    private static float Between(float first, float last, int cell) => first + ((last - first) * cell / (GridSize - 1));
}
