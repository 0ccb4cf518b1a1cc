using System.Globalization;

namespace Ml.Net.Mlp.Report;

/// <summary>Features that are the pixels of an image, row by row from the top.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record ImageShape(int Width, int Height)
{
    private const int LeastSide = 8;
    private const int RowsLookedAt = 200;
    private const double LeastResemblance = 0.5;
    private const double LeastAdvantage = 0.2;

    /// <summary>The shape that the options name, or that the rows let guess; null where features are no pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape has other pixels than there are features.</exception>
    public static ImageShape? Of(MlpReportOptions options, RowSample rows) => options.ImageWidth switch
    {
        0 => null,
        { } width => Given(width, options.ImageHeight, rows.Inputs),
        null => Guess(rows),
    };

    /// <summary>How a pixel is called.</summary>
    public string NameOf(int pixel) => string.Create(CultureInfo.InvariantCulture, $"row {pixel / Width}, column {pixel % Width}");

    private static ImageShape Given(int width, int? height, int inputs)
    {
        var shape = new ImageShape(width, height ?? inputs / width);
        return (long)shape.Width * shape.Height == inputs
            ? shape
            : throw new ArgumentOutOfRangeException(nameof(MlpReportOptions.ImageWidth), string.Create(CultureInfo.InvariantCulture,
                $"The image of ImageWidth {shape.Width} and ImageHeight {shape.Height} has {(long)shape.Width * shape.Height} pixels; expected {inputs}, as there are features."));
    }

    private static ImageShape? Guess(RowSample rows)
    {
        var side = (int)Math.Sqrt(rows.Inputs);
        if (side < LeastSide || side * side != rows.Inputs)
        {
            return null;
        }

        // Features that all go together are alike everywhere, not only beside each other.
        var least = Math.Max(LeastResemblance, LeastAdvantage + Resemblance(rows, side, side * (side / 2)));
        return Resemblance(rows, side, 1) > least && Resemblance(rows, side, side) > least ? new ImageShape(side, side) : null;
    }

    /// <summary>The correlation of pixels with those so many places on, over some rows.</summary>
    private static double Resemblance(RowSample rows, int side, int step)
    {
        var (n, sumA, sumB, squaresA, squaresB, products) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < Math.Min(rows.Count, RowsLookedAt); row++)
        {
            var pixels = rows.FeaturesOf(row);
            for (var i = 0; i + step < pixels.Length; i++)
            {
                // The last pixel of a line has no neighbour to its right.
                if ((step > 1 || i % side != side - 1) && float.IsFinite(pixels[i]) && float.IsFinite(pixels[i + step]))
                {
                    var (a, b) = ((double)pixels[i], (double)pixels[i + step]);
                    n++;
                    sumA += a;
                    sumB += b;
                    squaresA += a * a;
                    squaresB += b * b;
                    products += a * b;
                }
            }
        }

        var deviations = Math.Sqrt((squaresA - (sumA * sumA / n)) * (squaresB - (sumB * sumB / n)));
        return deviations > 0 ? (products - (sumA * sumB / n)) / deviations : 0;
    }
}
