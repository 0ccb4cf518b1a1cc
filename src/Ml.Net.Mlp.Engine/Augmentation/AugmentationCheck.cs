using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>Refuses numbers that an augmentation can't work with, when it is made.</summary>
internal static class AugmentationCheck
{
    public static void Require(bool condition, string name, object value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}."));
        }
    }

    /// <summary>A bound of symmetric random numbers.</summary>
    public static float RequireBound(float value, string name, float most, bool isInclusive = true)
    {
        var end = most.ToString(CultureInfo.InvariantCulture);
        Require(value >= 0 && (value < most || (isInclusive && value == most)), name, value, isInclusive ? $"0 to {end}" : $"0 to below {end}");
        return value;
    }
}
