namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Values as bars from 0, one below the other, each with its name at the left.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="XLabel">What the values are.</param>
/// <param name="Bars">Names and values, from the top.</param>
internal sealed record BarsPanel(string Title, string XLabel, IReadOnlyList<(string Name, double Value)> Bars) : Panel(Title)
{
    /// <inheritdoc/>
    public override void Draw(SvgWriter svg, Box box)
    {
        // A letter of a name takes about 6 units.
        var names = 12 + (6 * Bars.Max(bar => bar.Name.Length));
        var plot = new Box(box.X + names, box.Y, box.Width - names - 8, box.Height - 38);
        var x = new Axis(Bars.Select(bar => bar.Value).Append(0), plot.X, plot.Right);
        foreach (var (place, text) in x.Ticks())
        {
            svg.Line(place, plot.Y, place, plot.Bottom, "grid");
            svg.Text(place, plot.Bottom + 15, text, "middle", "s");
        }

        var line = plot.Height / Bars.Count;
        for (var i = 0; i < Bars.Count; i++)
        {
            var (from, to) = (Math.Min(x.Place(0), x.Place(Bars[i].Value)), Math.Max(x.Place(0), x.Place(Bars[i].Value)));
            var y = plot.Y + (i * line);
            svg.Rectangle(new Box(from, y + (0.15 * line), to - from, 0.7 * line), Bars[i].Value < 0 ? "dot c0" : "dot c1");
            svg.Text(plot.X - 6, y + (line / 2) + 4, Bars[i].Name, "end", "s");
        }

        svg.Line(x.Place(0), plot.Y, x.Place(0), plot.Bottom, "edge");
        svg.Text(plot.X + (plot.Width / 2), plot.Bottom + 30, XLabel, "middle", "s");
    }
}
