using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>A picture of the first image of each digit, and of what becomes of it.</summary>
internal static class DeformedDigits
{
    private const int Copies = 4;

    public static void Save(PictureFolder pictures, IDataView train, int seed)
    {
        var digits = train.GetColumn<float>("Label").Zip(train.GetColumn<float[]>("Features"))
            .Take(1000).DistinctBy(row => row.First).OrderBy(row => row.First).ToArray();
        var deformation = CiresanRecipe.Deformation;
        var images = Enumerable.Range(0, Copies).SelectMany(copy => digits.Select((digit, index) =>
            deformation.Preview(digit.Second, (int)digit.First, unchecked((seed * 1000) + (copy * 10) + index))));
        pictures.Save(
            "ciresan-digits.svg",
            "Deformed digits",
            "The first training image of each digit; below it the same image deformed four times, each time otherwise.",
            columns: 1, panelWidth: 10 * 59, panelHeight: (Copies + 1) * 59,
            new ImagesPanel("As they are in the first row; below, as four epochs see them", [.. digits.Select(digit => digit.Second), .. images], 28, 10));
    }
}
