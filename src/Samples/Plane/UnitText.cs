using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Plane;

/// <summary>Writes the weighted sum of a unit with two inputs as a formula.</summary>
internal static class UnitText
{
    public static string Of(NetworkLayer layer, int unit) =>
        Of(layer.Weights[unit], layer.Weights[layer.Outputs + unit], layer.Bias[unit]);

    public static string Of(double w1, double w2, double b) =>
        FormattableString.Invariant($"{Round(w1):0.000} x1 {Round(w2):+ 0.000;- 0.000} x2 {Round(b):+ 0.000;- 0.000}");

    /// <summary>First, so that what rounds to 0 is written with one sign.</summary>
    private static double Round(double value) => Math.Round(value, 3) + 0.0;
}
