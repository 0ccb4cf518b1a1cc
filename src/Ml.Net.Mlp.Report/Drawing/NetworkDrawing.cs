using System.Globalization;

namespace Ml.Net.Mlp.Report;

/// <summary>Draws a network as SVG, in the colours of the page: nodes, and weights by colour (sign) and width (size).</summary>
internal static class NetworkDrawing
{
    private const int Gap = 150;
    private const int Step = 24;
    private const int Top = 44;
    private const int Radius = 7;
    private const int LetterWidth = 7;
    private const int LongestName = 18;

    /// <summary>Draws.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="columns">The columns of nodes.</param>
    /// <param name="inputNames">Names of the inputs; null for none beside the nodes.</param>
    /// <param name="outputNames">Names of the outputs; null for none.</param>
    /// <param name="description">What is to be seen, for those who do not see it.</param>
    public static void Write(
        HtmlWriter html, IReadOnlyList<DrawnLayer> columns, Func<int, string>? inputNames, Func<int, string>? outputNames, string description)
    {
        var left = Margin(columns[0], inputNames);
        var width = left + (Gap * (columns.Count - 1)) + Margin(columns[^1], outputNames);
        var most = columns.Max(column => column.Shown.Count + (column.Shown.Count < column.Units ? 1 : 0));
        var height = Top + (most * Step) + 8;
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Drawing of the network\"><svg class=\"network\" id=\"drawing\" viewBox=\"0 0 {width} {height}\" style=\"min-width:{width * 3 / 4}px;max-width:{width * 3 / 2}px\" role=\"img\" aria-label=\"{description}\">\n");
        for (var layer = 1; layer < columns.Count; layer++)
        {
            WriteWeights(html, columns, layer, left, height);
        }

        for (var layer = 0; layer < columns.Count; layer++)
        {
            WriteNodes(html, columns, layer, left, height, layer == 0 ? inputNames : layer == columns.Count - 1 ? outputNames : null);
        }

        html.Add($"</svg></div>\n");
    }

    private static int Margin(DrawnLayer column, Func<int, string>? names) => names == null
        ? 50
        : 24 + (LetterWidth * Math.Clamp(column.Shown.Max(unit => Shorten(names(unit)).Length), 4, LongestName));

    private static double Y(DrawnLayer column, int place, int height)
    {
        var rows = column.Shown.Count + (column.Shown.Count < column.Units ? 1 : 0);
        return Top + ((height - Top - 8 - (rows * Step)) / 2.0) + ((place + 0.5) * Step);
    }

    private static void WriteWeights(HtmlWriter html, IReadOnlyList<DrawnLayer> columns, int layer, int left, int height)
    {
        var (before, after) = (columns[layer - 1], columns[layer]);
        var weights = (
            from a in Enumerable.Range(0, before.Shown.Count)
            from b in Enumerable.Range(0, after.Shown.Count)
            let weight = after.Weights[before.Shown[a], after.Shown[b]]
            orderby Math.Abs(weight)
            select (a, b, weight)).ToArray();
        var farthest = Math.Max(float.Epsilon, Math.Abs(weights[^1].weight));
        html.Add($"<g class=\"weights\">");
        foreach (var (a, b, weight) in weights)
        {
            // The strongest last, on top of the others.
            var share = Math.Abs(weight) / farthest;
            html.Add($"<line class=\"{(weight < 0 ? "n" : "p")}\" data-a=\"{layer - 1}-{before.Shown[a]}\" data-b=\"{layer}-{after.Shown[b]}\" x1=\"{left + ((layer - 1) * Gap)}\" y1=\"{Y(before, a, height):0.#}\" x2=\"{left + (layer * Gap)}\" y2=\"{Y(after, b, height):0.#}\" stroke-width=\"{0.4 + (2.8 * share):0.##}\" stroke-opacity=\"{0.06 + (0.84 * share):0.##}\"/>");
        }

        html.Add($"</g>\n");
    }

    private static void WriteNodes(HtmlWriter html, IReadOnlyList<DrawnLayer> columns, int layer, int left, int height, Func<int, string>? names)
    {
        var column = columns[layer];
        var x = left + (layer * Gap);
        html.Add($"<text class=\"head\" x=\"{x}\" y=\"14\">{column.Name}</text><text x=\"{x}\" y=\"30\">{Count(column)}</text>");
        for (var place = 0; place < column.Shown.Count; place++)
        {
            var unit = column.Shown[place];
            var y = Y(column, place, height);
            html.Add($"<circle class=\"node\" data-node=\"{layer}-{unit}\" data-tip=\"{Tip(column, unit, names)}\" cx=\"{x}\" cy=\"{y:0.#}\" r=\"{Radius}\"/>");
            if (names != null)
            {
                var (side, at) = layer == 0 ? ("before", x - 12) : ("after", x + 12);
                html.Add($"<text class=\"name {side}\" x=\"{at}\" y=\"{y + 4:0.#}\">{Shorten(names(unit))}</text>");
            }
        }

        if (column.Shown.Count < column.Units)
        {
            html.Add($"<text class=\"more\" x=\"{x}\" y=\"{Y(column, column.Shown.Count, height) + 4:0.#}\">&#x22EE;</text>");
        }

        html.Add($"\n");
    }

    private static string Count(DrawnLayer column) => (column.Shown.Count < column.Units
        ? $"{Figure.Count(column.Shown.Count)} of {Figure.Count(column.Units)}"
        : Figure.Count(column.Units)) + (column.Kind.Length == 0 ? "" : $" · {column.Kind}");

    private static string Tip(DrawnLayer column, int unit, Func<int, string>? names) =>
        (column.Bias.Length == 0 ? "input " : "unit ") + unit.ToString(CultureInfo.InvariantCulture)
        + (names == null ? "" : $": {names(unit)}")
        + (column.Bias.Length == 0 ? "" : $"; bias {Figure.Number(column.Bias[unit])}");

    private static string Shorten(string name)
    {
        // Names of slots often differ at their end only.
        var text = new StringInfo(name);
        var length = text.LengthInTextElements;
        return length <= LongestName
            ? name
            : text.SubstringByTextElements(0, LongestName / 2) + "…" + text.SubstringByTextElements(length - (LongestName / 2) + 1);
    }
}
