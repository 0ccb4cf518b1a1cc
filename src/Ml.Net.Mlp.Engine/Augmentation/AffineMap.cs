using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Where the pixels of a deformed image come from, relative to its middle, y downwards:
/// <c>(XX x + XY y, YX x + YY y)</c> after the translation has been taken back.
/// </summary>
internal readonly record struct AffineMap(float XX, float XY, float YX, float YY)
{
    /// <summary>What moves the image to the right and down, in pixels.</summary>
    public (float X, float Y) Translation { get; init; }

    /// <summary>The way back of an image that is scaled, then sheared, then rotated.</summary>
    /// <param name="rotationDegrees">Counter-clockwise.</param>
    /// <param name="shearDegrees">What an upright line leans to the right.</param>
    /// <param name="scaleX">Factor of the width.</param>
    /// <param name="scaleY">Factor of the height.</param>
    public static AffineMap Of(double rotationDegrees, double shearDegrees, double scaleX, double scaleY)
    {
        var (sin, cos) = (Sin(rotationDegrees), ExactMath.CosPi(rotationDegrees / 180));
        var lean = Sin(shearDegrees) / ExactMath.CosPi(shearDegrees / 180);
        return new(
            (float)((cos + (lean * sin)) / scaleX), (float)(((lean * cos) - sin) / scaleX), (float)(sin / scaleY), (float)(cos / scaleY));
    }

    private static double Sin(double degrees) => ExactMath.CosPi((degrees - 90) / 180);
}
