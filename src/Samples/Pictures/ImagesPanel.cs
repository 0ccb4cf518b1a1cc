namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Small images in rows and columns.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="Images">The values of each, row by row from the top.</param>
/// <param name="ImageWidth">Pixels of a row.</param>
/// <param name="Columns">Images side by side.</param>
/// <param name="IsSigned">
/// Whether 0 is white, positive values are red and negative ones blue, scaled by each image's largest; else 0 is white and 1
/// black.
/// </param>
/// <param name="Captions">A word below each image; null for none.</param>
internal sealed record ImagesPanel(
    string Title,
    IReadOnlyList<float[]> Images,
    int ImageWidth,
    int Columns,
    bool IsSigned = false,
    IReadOnlyList<string>? Captions = null)
    : Panel(Title)
{
    /// <inheritdoc/>
    public override void Draw(SvgWriter svg, Box box)
    {
        var height = Images[0].Length / ImageWidth;
        var rows = (Images.Count + Columns - 1) / Columns;
        var caption = Captions == null ? 3 : 15;
        var size = Math.Min((box.Width / Columns) - 3, ((box.Height / rows) - caption) * ImageWidth / height);
        for (var i = 0; i < Images.Count; i++)
        {
            var x = box.X + (i % Columns * (size + 3));
            var y = box.Y + (i / Columns * ((size * height / ImageWidth) + caption));
            svg.Image(new Box(x, y, size, size * height / ImageWidth), ImageWidth, height, Colour(Images[i]));
            if (Captions != null)
            {
                svg.Text(x + (size / 2), y + (size * height / ImageWidth) + 11, Captions[i], "middle", "s");
            }
        }
    }

    private byte[] Colour(float[] values)
    {
        var largest = IsSigned ? values.Max(Math.Abs) : 1;
        var rgb = new byte[values.Length * 3];
        for (var i = 0; i < values.Length; i++)
        {
            var value = largest == 0 ? 0 : values[i] / largest;
            rgb[3 * i] = Shade(IsSigned ? Math.Max(0, -value) : value);
            rgb[(3 * i) + 1] = Shade(IsSigned ? Math.Abs(value) : value);
            rgb[(3 * i) + 2] = Shade(IsSigned ? Math.Max(0, value) : value);
        }

        return rgb;
    }

    private static byte Shade(float darkness) => (byte)Math.Round(255 * (1 - Math.Clamp(darkness, 0, 1)));
}
