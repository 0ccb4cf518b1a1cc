using System.Numerics;

namespace Ml.Net.Mlp.Samples.Draw;

/// <summary>
/// Makes of strokes what MNIST made of its scanned digits (LeCun et al., "Comparison of learning algorithms for handwritten digit
/// recognition", 1995): scaled to fit 20 × 20 pixels with the proportions kept, grey at the edges, and put into 28 × 28 so that the
/// centre of mass lies in the middle.
/// </summary>
/// <remarks>
/// The first 2,000 training digits tell the rest: the longer side is 20 pixels, with the pen's width; images are moved by whole
/// pixels, until the centre of mass is at 14 ± 0.5 in both directions, the first pixel being 0; the strokes of ones are 2.8 pixels
/// wide (median).
/// </remarks>
internal static class DigitImage
{
    /// <summary>Pixels of a side.</summary>
    public const int Side = 28;

    private const int Box = 20;
    private const int Middle = 14;
    private const float PenWidth = 2.8f;

    /// <summary>Points tried in a pixel, in each direction: its grey is how many of them the pen touched.</summary>
    private const int Fine = 8;

    /// <summary>
    /// Part of the drawing area that a drawing counts as at least: a dot, as wide as the page's pen, is not blown up to a digit.
    /// </summary>
    private const float SmallestDrawing = 0.07f;

    /// <summary>The image of a drawing: 28 × 28 bytes row by row, 0 for paper and 255 for ink. All 0 for no strokes.</summary>
    /// <param name="strokes">Lines through points of the drawing area, which is 1 × 1, y downwards; one point is a dot.</param>
    public static byte[] Of(IReadOnlyList<Vector2[]> strokes)
    {
        var points = strokes.SelectMany(stroke => stroke).ToArray();
        if (points.Length == 0)
        {
            return new byte[Side * Side];
        }

        var least = points.Aggregate(Vector2.Min);
        var size = points.Aggregate(Vector2.Max) - least;
        var scale = (Box - PenWidth) / MathF.Max(SmallestDrawing, MathF.Max(size.X, size.Y));
        var origin = least + (size / 2);
        var ink = new bool[Box * Fine * Box * Fine];
        foreach (var stroke in strokes.Where(stroke => stroke.Length > 0))
        {
            var line = Array.ConvertAll(stroke, point => (((point - origin) * scale) + new Vector2(Box / 2f)) * Fine);
            for (var i = 0; i < line.Length; i++)
            {
                DrawLine(ink, line[Math.Max(0, i - 1)], line[i]);
            }
        }

        return Center(Shrink(ink));
    }

    /// <summary>Touches all fine points that are no further than half a pen from a line.</summary>
    private static void DrawLine(bool[] ink, Vector2 from, Vector2 to)
    {
        const float Radius = PenWidth / 2 * Fine;
        const int FineBox = Box * Fine;
        var least = Vector2.Min(from, to) - new Vector2(Radius);
        var most = Vector2.Max(from, to) + new Vector2(Radius);
        var along = to - from;
        var length = along.LengthSquared();
        for (var y = Math.Max(0, (int)least.Y); y <= Math.Min(FineBox - 1, (int)most.Y); y++)
        {
            for (var x = Math.Max(0, (int)least.X); x <= Math.Min(FineBox - 1, (int)most.X); x++)
            {
                var point = new Vector2(x + 0.5f, y + 0.5f);
                var part = length > 0 ? Math.Clamp(Vector2.Dot(point - from, along) / length, 0, 1) : 0;
                ink[(y * FineBox) + x] |= Vector2.DistanceSquared(point, from + (part * along)) <= Radius * Radius;
            }
        }
    }

    /// <summary>The mean of the fine points of each pixel, 0 to 255.</summary>
    private static byte[] Shrink(bool[] ink)
    {
        var counts = new int[Box * Box];
        for (var i = 0; i < ink.Length; i++)
        {
            var (y, x) = Math.DivRem(i, Box * Fine);
            counts[(y / Fine * Box) + (x / Fine)] += ink[i] ? 1 : 0;
        }

        return Array.ConvertAll(counts, count => (byte)(((count * 255) + (Fine * Fine / 2)) / (Fine * Fine)));
    }

    private static byte[] Center(byte[] box)
    {
        var (sum, sumX, sumY) = (0, 0, 0);
        for (var i = 0; i < box.Length; i++)
        {
            sum += box[i];
            sumX += box[i] * (i % Box);
            sumY += box[i] * (i / Box);
        }

        var (left, top) = (Offset((float)sumX / sum), Offset((float)sumY / sum));
        var image = new byte[Side * Side];
        for (var y = 0; y < Box; y++)
        {
            box.AsSpan(y * Box, Box).CopyTo(image.AsSpan(((y + top) * Side) + left));
        }

        return image;

        // A box that would stand out of the image stays in it.
        static int Offset(float center) => Math.Clamp((int)MathF.Round(Middle - center), 0, Side - Box);
    }
}
