namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Curves over a common axis, with their names in a key below where there are several.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="XLabel">What the horizontal axis is.</param>
/// <param name="YLabel">What the vertical axis is.</param>
/// <param name="Curves">The curves.</param>
/// <param name="IsLogarithmic">Whether the vertical axis is.</param>
/// <param name="AlsoShown">Values that the vertical axis has besides those of the curves, so that panels can be compared.</param>
internal sealed record CurvesPanel(
    string Title,
    string XLabel,
    string YLabel,
    IReadOnlyList<Curve> Curves,
    bool IsLogarithmic = false,
    params IReadOnlyList<double> AlsoShown)
    : Panel(Title)
{
    private const double KeyLine = 16;
    private const int MostPoints = 500;

    /// <inheritdoc/>
    public override void Draw(SvgWriter svg, Box box)
    {
        var plot = new Box(box.X + 52, box.Y, box.Width - 60, box.Height - 38 - (KeyLine * KeyRows(box)));
        var all = Curves.SelectMany(curve => curve.Points).ToList();
        var x = new Axis(all.Select(point => point.X), plot.X, plot.Right, isTight: true, isWhole: all.TrueForAll(point => point.X == Math.Floor(point.X)));
        var y = new Axis(all.Select(point => point.Y).Concat(AlsoShown), plot.Bottom, plot.Y, IsLogarithmic);
        foreach (var (place, text) in y.Ticks())
        {
            svg.Line(plot.X, place, plot.Right, place, "grid");
            svg.Text(plot.X - 5, place + 4, text, "end", "s");
        }

        foreach (var (place, text) in x.Ticks())
        {
            svg.Line(place, plot.Bottom, place, plot.Bottom + 4, "frame");
            svg.Text(place, plot.Bottom + 15, text, "middle", "s");
        }

        svg.Rectangle(plot, "frame");
        svg.Text(plot.X + (plot.Width / 2), plot.Bottom + 30, XLabel, "middle", "s");
        svg.Text(box.X + 11, plot.Y + (plot.Height / 2), YLabel, "middle", "s", -90);
        for (var i = 0; i < Curves.Count; i++)
        {
            var curve = Curves[i];
            var style = $"{(curve.IsDashed ? 'd' : 'l')}{curve.Colour}";
            svg.Polyline(Thin([.. curve.Points.Select(point => (x.Place(point.X), y.Place(point.Y)))]), style);
            if (KeyRows(box) == 0)
            {
                continue;
            }

            var keyX = plot.X + (i % KeyColumns(box) * KeyWidth());
            var keyY = plot.Bottom + 46 + (i / KeyColumns(box) * KeyLine);
            svg.Line(keyX, keyY - 4, keyX + 22, keyY - 4, style);
            svg.Text(keyX + 27, keyY, curve.Name, style: "s");
        }
    }

    /// <summary>Of many points that stand on less than a unit, the lowest and the highest are all that is seen.</summary>
    private static IEnumerable<(double X, double Y)> Thin((double X, double Y)[] points) =>
        points.Length <= MostPoints
            ? points
            : points.Chunk((2 * points.Length / MostPoints) + 1).SelectMany(some => new[] { some.MinBy(p => p.Y), some.MaxBy(p => p.Y) }.OrderBy(p => p.X).Distinct());

    // A letter of the key takes about 6 units.
    private double KeyWidth() => 44 + (6 * Curves.Max(curve => curve.Name.Length));

    private int KeyColumns(Box box) => Math.Max(1, (int)((box.Width - 60) / KeyWidth()));

    private int KeyRows(Box box) => Curves.Count == 1 ? 0 : (Curves.Count + KeyColumns(box) - 1) / KeyColumns(box);
}
