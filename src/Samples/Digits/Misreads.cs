using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>The images that a model reads wrong and is most sure of.</summary>
internal static class Misreads
{
    /// <summary>Draws them, the surest first.</summary>
    /// <param name="pictures">Where the picture goes.</param>
    /// <param name="file">Its file.</param>
    /// <param name="test">The images as the model takes them, pixels from 0 to 1.</param>
    /// <param name="scored">What the model makes of them.</param>
    /// <param name="most">Images at most.</param>
    /// <returns>How many there are in all.</returns>
    public static int Save(PictureFolder pictures, string file, IDataView test, IDataView scored, int most)
    {
        var answers = test.GetColumn<float>("Label").Zip(scored.GetColumn<float>("PredictedLabel"), scored.GetColumn<float[]>("Score"));
        var wrong = answers.Index().Where(row => row.Item.First != row.Item.Second)
            .Select(row => (row.Index, Digit: row.Item.First, Read: row.Item.Second, Probability: row.Item.Third.Max()))
            .OrderByDescending(row => row.Probability).ThenBy(row => row.Index).ToList();
        var shown = wrong.Take(most).ToList();
        if (shown.Count == 0)
        {
            return 0;
        }

        const int columns = 10;
        var pixels = test.GetColumn<float[]>("Features").ToArray();
        pictures.Save(
            file,
            "The most confident misreads",
            "Test images that were read wrong, with the right digit, what was read, and its probability in percent; the surest first.",
            columns: 1, panelWidth: columns * 84, panelHeight: (shown.Count + columns - 1) / columns * 97,
            new ImagesPanel(
                string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {wrong.Count}: the right digit, what was read, and how probable it seemed"),
                [.. shown.Select(row => pixels[row.Index])], 28, columns,
                Captions: [.. shown.Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Digit} as {row.Read}, {100 * row.Probability:F0} %"))]));
        return wrong.Count;
    }
}
