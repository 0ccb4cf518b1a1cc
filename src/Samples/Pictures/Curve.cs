namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>A line of a <see cref="CurvesPanel"/>.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Points">Its points, from left to right.</param>
/// <param name="Colour">From 0 to 5.</param>
/// <param name="IsDashed">Whether it is dashed, as those of validation are.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points, int Colour = 0, bool IsDashed = false)
{
    /// <summary>A value for each epoch.</summary>
    public static Curve OfEpochs(string name, IEnumerable<double> values, int colour = 0, bool isDashed = false) =>
        new(name, [.. values.Select((value, index) => (index + 1.0, value))], colour, isDashed);
}
