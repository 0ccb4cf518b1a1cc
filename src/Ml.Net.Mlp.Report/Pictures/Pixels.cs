namespace Ml.Net.Mlp.Report;

/// <summary>Makes pictures of numbers that stand in the rows of an image.</summary>
internal static class Pixels
{
    /// <summary>Larger ones are shrunk: a page has many.</summary>
    private const int LargestSide = 64;

    private static readonly (int R, int G, int B) Negative = (200, 92, 8);
    private static readonly (int R, int G, int B) Zero = (250, 250, 250);
    private static readonly (int R, int G, int B) Positive = (28, 96, 176);

    /// <summary>The smallest value black, the largest white.</summary>
    /// <param name="values">The values; one that is missing is black.</param>
    /// <param name="shape">The image.</param>
    /// <param name="least">What is black.</param>
    /// <param name="most">What is white.</param>
    public static string Grey(ReadOnlySpan<float> values, ImageShape shape, float least, float most) => Draw(values, shape, value =>
    {
        var level = most > least && float.IsFinite(value) ? (int)Math.Clamp(255 * (value - least) / (most - least), 0, 255) : 0;
        return (level, level, level);
    });

    /// <summary>Values above 0 blue, below 0 orange, 0 white; the one farthest from 0 has the full colour.</summary>
    public static string Signed(ReadOnlySpan<float> values, ImageShape shape)
    {
        var farthest = 0f;
        foreach (var value in values)
        {
            farthest = Math.Max(farthest, Math.Abs(value));
        }

        return Draw(values, shape, value =>
        {
            var share = farthest == 0 ? 0 : Math.Abs(value) / farthest;
            var to = value < 0 ? Negative : Positive;
            return (Mix(Zero.R, to.R, share), Mix(Zero.G, to.G, share), Mix(Zero.B, to.B, share));
        });
    }

    private static int Mix(int from, int to, float share) => (int)MathF.Round(from + (share * (to - from)));

    private static string Draw(ReadOnlySpan<float> values, ImageShape shape, Func<float, (int R, int G, int B)> color)
    {
        var step = ((Math.Max(shape.Width, shape.Height) - 1) / LargestSide) + 1;
        var (width, height) = (((shape.Width - 1) / step) + 1, ((shape.Height - 1) / step) + 1);
        var rgb = new byte[width * height * 3];
        for (var i = 0; i < width * height; i++)
        {
            var (r, g, b) = color(Mean(values, shape, i % width * step, i / width * step, step));
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = ((byte)r, (byte)g, (byte)b);
        }

        return PngImage.DataUri(width, height, rgb);
    }

    private static float Mean(ReadOnlySpan<float> values, ImageShape shape, int x, int y, int step)
    {
        var (sum, count) = (0f, 0);
        for (var row = y; row < Math.Min(y + step, shape.Height); row++)
        {
            for (var column = x; column < Math.Min(x + step, shape.Width); column++)
            {
                sum += values[(row * shape.Width) + column];
                count++;
            }
        }

        return sum / count;
    }
}
