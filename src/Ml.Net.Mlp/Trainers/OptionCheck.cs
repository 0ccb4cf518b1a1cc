using System.Globalization;

namespace Ml.Net.Mlp;

/// <summary>Refuses an option that is out of its range.</summary>
internal static class OptionCheck
{
    /// <exception cref="ArgumentOutOfRangeException">The condition does not hold; option, value and expectation are named.</exception>
    public static void Require(bool condition, string option, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(Root(option), string.Create(
                CultureInfo.InvariantCulture, $"{option} is {value ?? "null"}; expected {expected}."));
        }
    }

    /// <exception cref="ArgumentException">The name is null or empty.</exception>
    public static void RequireName(string? name, string option) =>
        Require(!string.IsNullOrEmpty(name), option, name == null ? null : "''", "the name of a column");

    // HiddenLayers[1] is a matter of HiddenLayers.
    private static string Root(string option) => option.Split('[', '.')[0];
}
