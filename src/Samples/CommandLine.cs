using System.CommandLine;

namespace Ml.Net.Mlp.Samples;

/// <summary>Runs a command, and answers what cannot be run with one line that says why, and one that says what there is.</summary>
internal static class CommandLine
{
    public static int Run(RootCommand root, string[] words)
    {
        var parsed = root.Parse(words);
        if (parsed.Errors.Count > 0)
        {
            return Explain(root, parsed);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped before the first epoch was finished: there is no model.");
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException
            or IOException or UnauthorizedAccessException)
        {
            return Fail(error.Message);
        }
    }

    private static int Explain(RootCommand root, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var word, ..])
        {
            var known = command == root ? Names(root.Subcommands) : Names(command.Options);
            var nearest = known.MinBy(name => Distance(name, word))!;
            var suggestion = Distance(nearest, word) <= 3 ? $" Did you mean '{nearest}'?" : "";
            return Fail(command == root
                ? $"There is no sample '{word}'.{suggestion} Samples: {string.Join(", ", known)}."
                : $"The sample {command.Name} has no option '{word}'.{suggestion} Options: {string.Join(", ", known)}.");
        }

        return Fail(parsed.Errors[0].Message);
    }

    private static string[] Names(IEnumerable<Symbol> symbols) => [.. symbols.Where(symbol => !symbol.Hidden).Select(symbol => symbol.Name)];

    /// <summary>Letters to insert, delete or replace to make one word the other.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
