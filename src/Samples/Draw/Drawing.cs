using System.Globalization;
using System.Numerics;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>What the page sends: strokes, each as x, y, x, y, ... in a drawing area of 1 × 1, y downwards.</summary>
internal sealed record Drawing(float[][]? Strokes)
{
    public const int MostPoints = 20_000;

    /// <exception cref="FormatException">It is empty, or not made as it should be.</exception>
    public Vector2[][] ToPoints()
    {
        if (Strokes is null || Strokes.Any(stroke => stroke is null || stroke.Length % 2 != 0))
        {
            throw new FormatException("The drawing has no strokes, or one that is not a list of x, y, x, y, ...");
        }

        var points = Strokes.Sum(stroke => stroke.Length / 2);
        if (points is 0 or > MostPoints)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The drawing has {points} points; expected 1 to {MostPoints}."));
        }

        foreach (var number in Strokes.SelectMany(stroke => stroke))
        {
            if (number is not (>= -1 and <= 2))
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture,
                    $"The drawing has the coordinate {number}; expected 0 to 1, and -1 to 2 at most."));
            }
        }

        return Array.ConvertAll(Strokes, stroke =>
            Enumerable.Range(0, stroke.Length / 2).Select(i => new Vector2(stroke[2 * i], stroke[(2 * i) + 1])).ToArray());
    }
}
