namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Points of classes in the plane, over the answer that a model gives at each place where one is given.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="Points">The points and the class of each, from 0 to 9.</param>
/// <param name="Classes">Names of the classes.</param>
/// <param name="Answer">
/// The model's answer at places of the plane, all at once: for each the probability of each class. Null for points alone.
/// </param>
/// <param name="XLabel">What the horizontal axis is.</param>
/// <param name="YLabel">What the vertical axis is.</param>
internal sealed record ScatterPanel(
    string Title,
    IReadOnlyList<(float X, float Y, int Class)> Points,
    IReadOnlyList<string> Classes,
    Func<IReadOnlyList<(float X, float Y)>, IReadOnlyList<float[]>>? Answer = null,
    string XLabel = "x₁",
    string YLabel = "x₂")
    : Panel(Title)
{
    private const int Cells = 90;
    private const double Margin = 0.08;
    private const int PointsOfLayer = 100;

    // The classes' colours of the light scheme, mixed with white: the map is a bitmap and stays light in dark.
    private static readonly (int R, int G, int B)[] Colours =
    [
        (0x00, 0x72, 0xb2), (0xd5, 0x5e, 0x00), (0x00, 0x9e, 0x73), (0xb8, 0x86, 0x0b), (0xa6, 0x47, 0x8c),
        (0x44, 0x44, 0x44), (0x56, 0xb4, 0xe9), (0xe6, 0x9f, 0x00), (0x7a, 0x52, 0x30), (0x8f, 0xae, 0x1b),
    ];

    /// <inheritdoc/>
    public override void Draw(SvgWriter svg, Box box)
    {
        var plot = new Box(box.X + 46, box.Y, box.Width - 54, box.Height - 54);
        var (left, right) = Range(Points.Select(point => point.X));
        var (bottom, top) = Range(Points.Select(point => point.Y));
        var x = new Axis([left, right], plot.X, plot.Right, isTight: true);
        var y = new Axis([bottom, top], plot.Bottom, plot.Y, isTight: true);
        if (Answer != null)
        {
            DrawAnswer(svg, plot, (left, right), (bottom, top));
        }

        svg.Rectangle(plot, "frame");
        foreach (var (place, text) in x.Ticks())
        {
            svg.Text(place, plot.Bottom + 14, text, "middle", "s");
        }

        foreach (var (place, text) in y.Ticks())
        {
            svg.Text(plot.X - 5, place + 4, text, "end", "s");
        }

        svg.Text(plot.X + (plot.Width / 2), plot.Bottom + 28, XLabel, "middle", "s");
        svg.Text(box.X + 10, plot.Y + (plot.Height / 2), YLabel, "middle", "s", -90);
        var radius = Points.Count > 1000 ? 1.6 : Points.Count > 100 ? 2.4 : 4;
        foreach (var some in Points.Chunk(PointsOfLayer))
        {
            // In layers with points of all classes, so that none hides the others.
            svg.Points(some.Select(Place), radius + 0.6, "rim");
            foreach (var ofClass in some.GroupBy(point => point.Class))
            {
                svg.Points(ofClass.Select(Place), radius, $"dots c{ofClass.Key}");
            }
        }

        var keyX = plot.X;
        for (var i = 0; i < Classes.Count; i++)
        {
            svg.Circle(keyX + 5, plot.Bottom + 42, 4, $"dot c{i}");
            svg.Text(keyX + 13, plot.Bottom + 46, Classes[i], style: "s");
            keyX += 26 + (6.2 * Classes[i].Length);
        }

        (double X, double Y) Place((float X, float Y, int Class) point) => (x.Place(point.X), y.Place(point.Y));
    }

    private static (double Least, double Most) Range(IEnumerable<float> values)
    {
        var list = values.ToList();
        double least = list.Min(), most = list.Max();
        var margin = Margin * Math.Max(most - least, 1e-6);
        return (least - margin, most + margin);
    }

    private void DrawAnswer(SvgWriter svg, Box plot, (double First, double Last) across, (double First, double Last) up)
    {
        var places = new List<(float X, float Y)>(Cells * Cells);
        for (var cell = 0; cell < Cells * Cells; cell++)
        {
            var (row, column) = Math.DivRem(cell, Cells);
            places.Add((
                (float)(across.First + ((column + 0.5) / Cells * (across.Last - across.First))),
                (float)(up.Last - ((row + 0.5) / Cells * (up.Last - up.First)))));
        }

        var answers = Answer!(places);
        var rgb = new byte[Cells * Cells * 3];
        for (var cell = 0; cell < answers.Count; cell++)
        {
            var (r, g, b) = (0f, 0f, 0f);
            for (var i = 0; i < answers[cell].Length; i++)
            {
                var (colour, share) = (Colours[i], answers[cell][i]);
                (r, g, b) = (r + (share * colour.R), g + (share * colour.G), b + (share * colour.B));
            }

            rgb[3 * cell] = Lighten(r);
            rgb[(3 * cell) + 1] = Lighten(g);
            rgb[(3 * cell) + 2] = Lighten(b);
        }

        svg.Image(plot, Cells, Cells, rgb);
    }

    private static byte Lighten(float value) => (byte)Math.Clamp(255 - ((255 - value) * 0.45f), 0, 255);
}
