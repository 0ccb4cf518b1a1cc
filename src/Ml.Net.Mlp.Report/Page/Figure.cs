using System.Globalization;

namespace Ml.Net.Mlp.Report;

/// <summary>How numbers are written, in the invariant culture.</summary>
internal static class Figure
{
    /// <summary>A share as per cent with one decimal; with more where the first would say all or nothing.</summary>
    public static string Percent(double share) => Of($"{share * 100:0.0} %") switch
    {
        "100.0 %" when share < 1 => Of($"{share * 100:0.000} %"),
        "0.0 %" when share > 0 => Of($"{share * 100:0.000} %"),
        var text => text,
    };

    /// <summary>A share as per cent with two decimals, for what models are compared by.</summary>
    public static string FinePercent(double share) => Of($"{share * 100:0.00} %");

    /// <summary>A number with four significant digits; whole ones from a thousand on with their groups.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        double.PositiveInfinity => value > 0 ? "infinite" : "-infinite",
        double.NaN => "not defined",
        >= 1e9 => Of($"{value:0.###e+0}"),
        >= 1000 => Of($"{value:#,0}"),
        >= 100 => Of($"{value:0.#}"),
        >= 10 => Of($"{value:0.##}"),
        >= 1 => Of($"{value:0.###}"),
        >= 1e-4 => Of($"{value:0.0000}"),
        0 => "0",
        _ => Of($"{value:0.###e+0}"),
    };

    /// <summary>A whole number with its groups.</summary>
    public static string Count(long value) => Of($"{value:#,0}");

    /// <summary>A count with its noun, which takes an s where there is not one.</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    private static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
