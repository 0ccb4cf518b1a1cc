using System.Globalization;
using System.Reflection;

namespace Ml.Net.Mlp.Tests;

/// <summary>docs/options.md tells of every option, of no other, and of the defaults as they are.</summary>
public sealed class OptionsPageTests
{
    private static readonly MlpTrainerOptions[] Options =
        [new MlpMulticlassTrainer.Options(), new MlpBinaryTrainer.Options(), new MlpRegressionTrainer.Options()];

    private static readonly Dictionary<string, string> DefaultsOnPage = ReadPage();

    public static TheoryData<string> Names => [.. Options.SelectMany(FieldsOf).Select(option => option.Name).Distinct()];

    [Fact]
    public void Every_option_is_on_the_page_and_every_row_is_an_option() =>
        DefaultsOnPage.Keys.Should().BeEquivalentTo(Options.SelectMany(FieldsOf).Select(option => option.Name).Distinct());

    [Theory]
    [MemberData(nameof(Names))]
    public void Defaults_are_as_the_page_says(string name)
    {
        foreach (var options in Options)
        {
            if (FieldsOf(options).SingleOrDefault(option => option.Name == name) is not { } found)
            {
                continue;
            }

            var cell = DefaultsOnPage[name].Replace("`", "", StringComparison.Ordinal);
            if (Show(found.GetValue(options)) is { } text)
            {
                cell.Should().ContainEquivalentOf(text);
            }
            else
            {
                double.TryParse(cell, CultureInfo.InvariantCulture, out _).Should().BeFalse("there is no such default, but the page says {0}", cell);
                cell.Should().NotBe("true").And.NotBe("false");
            }
        }
    }

    private static FieldInfo[] FieldsOf(MlpTrainerOptions options) => options.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance);

    /// <summary>As the page shows it; null where the default is worked out or there is none.</summary>
    private static string? Show(object? value) => value switch
    {
        null or CancellationToken or Array { Length: 0 } => null,
        bool flag => flag ? "true" : "false",
        int[] numbers => string.Join(", ", numbers),
        Engine.NamedComponent component => component.Name.Replace("_", "", StringComparison.Ordinal),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static Dictionary<string, string> ReadPage()
    {
        var rows = new Dictionary<string, string>();
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "options.md"))
            .SkipWhile(line => !line.StartsWith("| option", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));
        foreach (var line in lines)
        {
            var cells = line.Split('|');
            rows.Add(cells[1].Split(['*', '('])[0].Trim(), cells[2].Trim());
        }

        return rows;
    }
}
