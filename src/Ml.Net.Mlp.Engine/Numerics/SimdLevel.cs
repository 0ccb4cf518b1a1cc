namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>The vector width that the numeric code runs at. Every level gives the same bits.</summary>
internal enum SimdLevel
{
    /// <summary>One value at a time where the hardware has no fused multiply-add on vectors.</summary>
    Scalar,

    /// <summary>Four values: NEON on Arm64.</summary>
    Vector128,

    /// <summary>Eight values: AVX2 with FMA.</summary>
    Vector256,

    /// <summary>Sixteen values: AVX-512.</summary>
    Vector512,
}
