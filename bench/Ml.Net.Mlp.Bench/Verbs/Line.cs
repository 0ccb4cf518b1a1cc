using System.Globalization;
using System.Text;

namespace Ml.Net.Mlp.Bench;

/// <summary>A line of <c>key=value</c>, values without blanks, lists with commas.</summary>
internal sealed class Line
{
    private readonly StringBuilder _text = new();

    public Line Add(string key, params ReadOnlySpan<double> values)
    {
        _text.Append(_text.Length > 0 ? " " : "").Append(key).Append('=');
        for (var i = 0; i < values.Length; i++)
        {
            _text.Append(i > 0 ? "," : "").Append(values[i].ToString("G7", CultureInfo.InvariantCulture));
        }

        return this;
    }

    public Line Add(string key, string value)
    {
        _text.Append(_text.Length > 0 ? " " : "").Append(key).Append('=').Append(value.Replace(' ', '_'));
        return this;
    }

    public override string ToString() => _text.ToString();
}
