namespace MlNetPublicizer;

/// <summary>One line of the list: a type, and those of its members that are to be seen.</summary>
internal sealed record ListedType(int Line, string Assembly, string Type, string[] Members)
{
    public static List<ListedType> ReadAll(string path)
    {
        var types = new List<ListedType>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
                continue;
            if (words.Length == 1)
                throw new FormatException($"Line {number} is '{line}'; expected an assembly, a type and its members.");
            types.Add(new ListedType(number, words[0], words[1], words[2..]));
        }

        return types;
    }
}
