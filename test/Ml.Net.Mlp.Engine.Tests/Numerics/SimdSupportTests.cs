using System.Runtime.Intrinsics.X86;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The choice of the instruction set.</summary>
public sealed class SimdSupportTests
{
    [Theory]
    [InlineData(null, SimdLevel.Vector512)]
    [InlineData("", SimdLevel.Vector512)]
    [InlineData("512", SimdLevel.Vector512)]
    [InlineData("256", SimdLevel.Vector256)]
    [InlineData("128", SimdLevel.Vector128)]
    [InlineData("scalar", SimdLevel.Scalar)]
    [InlineData("Scalar", SimdLevel.Scalar)]
    [InlineData("SCALAR", SimdLevel.Scalar)]
    public void A_wish_gives_the_widest_supported_level_that_is_not_above_it(string? wish, object highest) =>
        SimdSupport.Choose(wish).Should().Be(
            Kernels.AllLevels.Where(level => level <= (SimdLevel)highest && SimdSupport.IsSupported(level)).Max());

    [Fact]
    public void Levels_are_supported_where_the_processor_has_their_instructions()
    {
        SimdSupport.IsSupported(SimdLevel.Vector512).Should().Be(Avx512F.IsSupported);
        SimdSupport.IsSupported(SimdLevel.Vector256).Should().Be(Avx2.IsSupported && Fma.IsSupported);
        SimdSupport.IsSupported(SimdLevel.Scalar).Should().BeTrue();
    }

    [Theory]
    [InlineData("1024")]
    [InlineData("avx2")]
    [InlineData(" 256")]
    [InlineData("0")]
    public void Another_word_is_refused_with_the_words_that_are_expected(string wish)
    {
        var choose = () => SimdSupport.Choose(wish);

        choose.Should().Throw<ArgumentException>()
            .WithMessage($"Environment variable MLP_SIMD is '{wish}'; expected 512, 256, 128 or scalar.");
    }

    [Fact]
    public void The_level_of_the_process_follows_the_environment_variable() =>
        SimdSupport.Best.Should().Be(SimdSupport.Choose(Environment.GetEnvironmentVariable("MLP_SIMD")));
}
