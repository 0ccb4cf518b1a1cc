using System.Globalization;
using System.Security;
using System.Text;
using Ml.Net.Mlp.Report;

namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Writes the elements of an SVG drawing. Classes name colours, which differ in light and dark; see <see cref="Picture"/>.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Add($"""<line x1="{x1:0.##}" y1="{y1:0.##}" x2="{x2:0.##}" y2="{y2:0.##}" class="{style}"/>""");

    public void Polyline(IEnumerable<(double X, double Y)> points, string style) =>
        Add($"""<polyline points="{string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.##},{p.Y:0.##}")))}" class="{style}"/>""");

    public void Circle(double x, double y, double radius, string style) =>
        Add($"""<circle cx="{x:0.##}" cy="{y:0.##}" r="{radius:0.##}" class="{style}"/>""");

    /// <summary>Many points of one colour, each in some ten letters.</summary>
    public void Points(IEnumerable<(double X, double Y)> points, double radius, string style)
    {
        var places = string.Concat(points.Select(p => string.Create(CultureInfo.InvariantCulture, $"M{p.X:0.#} {p.Y:0.#}h0")));
        Add($"""<path d="{places}" stroke-width="{2 * radius:0.##}" class="{style}"/>""");
    }

    public void Rectangle(Box box, string style) =>
        Add($"""<rect x="{box.X:0.##}" y="{box.Y:0.##}" width="{box.Width:0.##}" height="{box.Height:0.##}" class="{style}"/>""");

    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The words.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="style">Class.</param>
    /// <param name="turn">Degrees, clockwise.</param>
    public void Text(double x, double y, string text, string anchor = "start", string style = "t", double turn = 0)
    {
        var turned = turn == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" transform=\"rotate({turn:0.##} {x:0.##} {y:0.##})\"");
        Add($"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" class="{style}"{turned}>{SecurityElement.Escape(text)}</text>""");
    }

    /// <summary>Places pixels, each as a square without smoothing.</summary>
    public void Image(Box box, int width, int height, ReadOnlySpan<byte> rgb)
    {
        var data = PngImage.DataUri(width, height, rgb);
        Add($"""<image x="{box.X:0.##}" y="{box.Y:0.##}" width="{box.Width:0.##}" height="{box.Height:0.##}" preserveAspectRatio="none" style="image-rendering:pixelated" href="{data}"/>""");
    }

    public void Raw(string element) => _text.Append(element).Append('\n');

    public override string ToString() => _text.ToString();

    private void Add(FormattableString element) => Raw(element.ToString(CultureInfo.InvariantCulture));
}
