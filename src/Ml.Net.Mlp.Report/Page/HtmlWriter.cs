using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ml.Net.Mlp.Report;

/// <summary>
/// Writes HTML from interpolated strings: what stands in the source is taken as it is, and what is put in is escaped, for the
/// content of elements and for attributes in double quotes.
/// </summary>
internal sealed class HtmlWriter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>Writes HTML with values in it.</summary>
    /// <param name="html">The HTML.</param>
    public void Add([InterpolatedStringHandlerArgument("")] ref Handler html)
    {
        // The handler has written it.
        _ = html;
    }

    /// <summary>Writes HTML that has been made elsewhere.</summary>
    public void Add(Markup markup) => _text.Append(markup.Html);

    public override string ToString() => _text.ToString();

    [InterpolatedStringHandler]
    internal readonly ref struct Handler
    {
        private readonly StringBuilder _text;

        public Handler(int literalLength, int formattedCount, HtmlWriter writer)
        {
            _ = (literalLength, formattedCount);
            _text = writer._text;
        }

        public void AppendLiteral(string html) => _text.Append(html);

        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        public void AppendFormatted(Markup markup) => _text.Append(markup.Html);

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable =>
            AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));
    }
}
