using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Chooses the widest instruction set that the processor has.</summary>
internal static class SimdSupport
{
    /// <summary>Environment variable that lowers the level: <c>512</c>, <c>256</c>, <c>128</c> or <c>scalar</c>.</summary>
    public const string Variable = "MLP_SIMD";

    // Lazy, because the exception of a static initializer would hide the message that names the variable.
    private static readonly Lazy<SimdLevel> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(Variable)));

    /// <summary>The level of this process: the widest supported one, unless <see cref="Variable"/> asks for less.</summary>
    /// <exception cref="ArgumentException">The variable has another value than the four.</exception>
    public static SimdLevel Best => Chosen.Value;

    // Avx512F.IsSupported is asked, not Vector512.IsHardwareAccelerated: that one is false on processors that lower their
    // clock for 512-bit code. Even on a processor that computes 512 bits in two halves (Zen 4) an epoch of workload W1 took
    // 8 % less time than with AVX2.
    /// <summary>Whether this processor runs a level in hardware; the scalar level always does.</summary>
    public static bool IsSupported(SimdLevel level) => level switch
    {
        SimdLevel.Vector512 => Avx512F.IsSupported,
        SimdLevel.Vector256 => Avx2.IsSupported && Fma.IsSupported,
        SimdLevel.Vector128 => AdvSimd.Arm64.IsSupported,
        _ => true,
    };

    /// <summary>The widest supported level that is not above the wish.</summary>
    /// <param name="wish">Value of <see cref="Variable"/>, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The wish is none of the four words.</exception>
    public static SimdLevel Choose(string? wish)
    {
        var level = wish?.ToUpperInvariant() switch
        {
            null or "" or "512" => SimdLevel.Vector512,
            "256" => SimdLevel.Vector256,
            "128" => SimdLevel.Vector128,
            "SCALAR" => SimdLevel.Scalar,
            _ => throw new ArgumentException($"Environment variable {Variable} is '{wish}'; expected 512, 256, 128 or scalar."),
        };

        while (!IsSupported(level))
        {
            level--;
        }

        return level;
    }
}
