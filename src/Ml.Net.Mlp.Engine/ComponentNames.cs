using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Finds components by their text.</summary>
internal static class ComponentNames
{
    /// <summary>Reads <c>name</c> or <c>name(number, ...)</c>, names in any case.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">What is looked for, for messages: <c>activation</c>.</param>
    /// <param name="all">Every component of the kind, with its default numbers.</param>
    /// <exception cref="ArgumentException">There is none of that name, or its numbers don't fit; the message says what would.</exception>
    public static T Parse<T>(string text, string kind, IReadOnlyList<T> all)
        where T : NamedComponent
    {
        ArgumentNullException.ThrowIfNull(text);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        var component = all.FirstOrDefault(c => string.Equals(c.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no {kind} '{text}'; expected one of {string.Join(", ", all.Select(c => c.Name))}.", nameof(text));
        if (open < 0)
        {
            return component;
        }

        float[]? arguments = text.EndsWith(')') ? ParseNumbers(text[(open + 1)..^1]) : null;
        return arguments != null && arguments.Length == component.Arguments.Count
            ? (T)component.With(arguments)
            : throw new ArgumentException(
                $"The {kind} '{text}' can't be read; expected {(component.Arguments.Count == 0 ? $"'{component}' without numbers" : $"numbers as in '{component}'")}.", nameof(text));
    }

    private static float[]? ParseNumbers(string list)
    {
        var texts = list.Split(',');
        var numbers = new float[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!float.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
