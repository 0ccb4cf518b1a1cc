namespace Ml.Net.Mlp.Report;

/// <summary>A table of texts: a caption, heads, and rows of which the first cell heads the row.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Heads">The heads of the columns; the first one's column is text, the others' are numbers.</param>
/// <param name="Rows">The rows.</param>
internal sealed record PageTable(string Caption, IReadOnlyList<string> Heads, IEnumerable<IReadOnlyList<string>> Rows)
{
    public void Write(HtmlWriter html)
    {
        // A box of its own, so that a wide table scrolls and not the page; it can be reached by the keyboard.
        html.Add($"""<div class="scroll" tabindex="0" role="region" aria-label="{Caption}"><table><caption>{Caption}</caption><thead><tr>""");
        foreach (var head in Heads)
        {
            html.Add($"""<th scope="col">{head}</th>""");
        }

        html.Add($"</tr></thead><tbody>\n");
        foreach (var row in Rows)
        {
            html.Add($"""<tr><th scope="row">{row[0]}</th>""");
            foreach (var cell in row.Skip(1))
            {
                html.Add($"<td>{cell}</td>");
            }

            html.Add($"</tr>\n");
        }

        html.Add($"</tbody></table></div>\n");
    }
}
