namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>What the real ML.NET 5.0.0 printed, in sections that begin with a line <c>## name</c>.</summary>
internal sealed class GoldenText
{
    private readonly Dictionary<string, string> _sections;

    public GoldenText(string text)
        => _sections = text.ReplaceLineEndings("\n").Split("## ", StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', 2))
            .ToDictionary(parts => parts[0], parts => parts[1].Trim('\n'));

    public IEnumerable<string> Names => _sections.Keys;

    public string this[string name] => _sections[name];
}
