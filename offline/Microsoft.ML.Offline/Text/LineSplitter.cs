using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Splits a line into its fields. Blanks before a field are left out, unless the blank is a separator.</summary>
internal sealed class LineSplitter(TextLoader.Options options)
{
    private readonly bool _skipBlanks = Array.IndexOf(options.Separators, ' ') < 0;
    private readonly StringBuilder _quoted = new();

    /// <summary>Fills <paramref name="fields"/>; returns the part of the line that is quoted wrongly, or null.</summary>
    public (int From, int To)? Split(string line, List<ReadOnlyMemory<char>> fields)
    {
        fields.Clear();
        (int From, int To)? illegal = null;
        var text = options.TrimWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        for (var at = 0; ; at++)
        {
            var span = text.Span;
            while (_skipBlanks && at < span.Length && span[at] == ' ')
                at++;
            var start = at;
            if (options.AllowQuoting && at < span.Length && span[at] == '"')
            {
                var isLegal = ReadQuoted(span, ref at);
                fields.Add(isLegal ? _quoted.ToString().AsMemory() : default);
                illegal = isLegal ? illegal : (start, at);
            }
            else
            {
                var length = span[at..].IndexOfAny(options.Separators);
                at = length < 0 ? span.Length : at + length;
                fields.Add(text[start..at]);
            }

            if (at >= span.Length)
                return illegal;
        }
    }

    /// <summary>Reads from the opening quote to the next separator; false if the closing quote is missing or text follows it.</summary>
    private bool ReadQuoted(ReadOnlySpan<char> span, ref int at)
    {
        _quoted.Clear();
        for (at++; ; at++)
        {
            if (at >= span.Length)
                return false;
            if (span[at] == '"' && (++at >= span.Length || span[at] != '"'))
                break;
            _quoted.Append(span[at]);
        }

        var isLegal = true;
        for (; at < span.Length && Array.IndexOf(options.Separators, span[at]) < 0; at++)
            isLegal &= span[at] == ' ';
        return isLegal;
    }
}
