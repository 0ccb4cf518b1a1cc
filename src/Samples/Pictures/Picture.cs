using System.Globalization;
using System.Security;
using System.Text;

namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>
/// Panels in rows and columns, written as one SVG file that every browser shows and that follows its light or dark scheme.
/// </summary>
internal static class Picture
{
    private const double PanelTitle = 22;
    private const double Gap = 18;
    private const double Head = 40;

    // Lines and points: Okabe and Ito's colours, which the colour-blind tell apart ("Color Universal Design", 2008); the dark
    // scheme has lighter ones of the same hues.
    private const string Style = """
        text{font-family:system-ui,"Segoe UI",sans-serif;font-size:12px;fill:#333}
        .h{font-size:17px;font-weight:600}.p{font-size:13px;font-weight:600}.s{font-size:11px;fill:#666}
        .page{fill:#fff}.frame{fill:none;stroke:#bbb}.grid{stroke:#e6e6e6}.edge{fill:none;stroke:#333;stroke-width:1}
        .l0,.l1,.l2,.l3,.l4,.l5{fill:none;stroke-width:2;stroke-linejoin:round}
        .l0,.d0{stroke:#0072b2}.l1,.d1{stroke:#d55e00}.l2,.d2{stroke:#009e73}.l3,.d3{stroke:#b8860b}.l4,.d4{stroke:#a6478c}.l5,.d5{stroke:#444}
        .d0,.d1,.d2,.d3,.d4,.d5{fill:none;stroke-width:2;stroke-dasharray:5 4}
        .c0{color:#0072b2}.c1{color:#d55e00}.c2{color:#009e73}.c3{color:#b8860b}.c4{color:#a6478c}.c5{color:#444}.c6{color:#56b4e9}.c7{color:#e69f00}.c8{color:#7a5230}.c9{color:#8fae1b}
        .dot{fill:currentColor}.dots,.rim{fill:none;stroke:currentColor;stroke-linecap:round}.rim{color:#fff}
        @media (prefers-color-scheme:dark){
        text{fill:#ddd}.s{fill:#aaa}.page{fill:#161616}.frame{stroke:#555}.grid{stroke:#303030}.edge{stroke:#ddd}
        .l0,.d0{stroke:#4da6e0}.l1,.d1{stroke:#ff8c42}.l2,.d2{stroke:#2fd0a0}.l3,.d3{stroke:#e8c04a}.l4,.d4{stroke:#dd8fc4}.l5,.d5{stroke:#bbb}
        .c0{color:#4da6e0}.c1{color:#ff8c42}.c2{color:#2fd0a0}.c3{color:#e8c04a}.c4{color:#dd8fc4}.c5{color:#bbb}.c6{color:#8fd0f5}.c7{color:#ffc04d}.c8{color:#b98a5f}.c9{color:#b9d84a}
        .rim{color:#161616}}
        """;

    /// <summary>Writes the picture; a file that is there is replaced when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">Stands at its top.</param>
    /// <param name="description">What there is to see, for those who cannot.</param>
    /// <param name="columns">Panels side by side.</param>
    /// <param name="panelWidth">Width of a panel.</param>
    /// <param name="panelHeight">Height of a panel.</param>
    /// <param name="panels">The panels, row by row.</param>
    public static void Save(
        string path, string title, string description, int columns, double panelWidth, double panelHeight, params IReadOnlyList<Panel> panels)
    {
        var rows = (panels.Count + columns - 1) / columns;
        var width = Gap + (columns * (panelWidth + Gap));
        var height = Head + (rows * (PanelTitle + panelHeight + Gap));
        var svg = new SvgWriter();
        for (var i = 0; i < panels.Count; i++)
        {
            var x = Gap + (i % columns * (panelWidth + Gap));
            var y = Head + (i / columns * (PanelTitle + panelHeight + Gap));
            svg.Text(x, y + 14, panels[i].Title, style: "p");
            panels[i].Draw(svg, new Box(x, y + PanelTitle, panelWidth, panelHeight));
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
            <title>{SecurityElement.Escape(title)}</title>
            <desc>{SecurityElement.Escape(description)}</desc>
            <style>{Style}</style>
            <rect width="100%" height="100%" class="page"/>
            <text x="{Gap}" y="26" class="h">{SecurityElement.Escape(title)}</text>
            {svg}</svg>

            """);
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, text.ToString());
        File.Move(temporary, path, overwrite: true);
    }
}
