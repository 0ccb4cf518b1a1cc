using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>
/// The elementary functions against the math library in double precision, over their documented ranges, and the same bits
/// on every vector width.
/// </summary>
public sealed unsafe class VectorFunctionsTests
{
    private const float SmallestExponent = -87.3f;
    private const float LargestExponent = 88f;

    /// <summary>Sampled floats of all magnitudes and both signs, and the special ones.</summary>
    private static readonly float[] AllKinds =
    [
        .. Enumerable.Range(0, 100_000).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 42_943)).Where(float.IsFinite),
        0, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
        0.625f, -0.625f, 0.707106781f, 1, -1, SmallestExponent, LargestExponent,
    ];

    private static readonly float[] Exponents = Range(SmallestExponent, LargestExponent, 200_000);

    private static readonly float[] PositiveNormals = [.. AllKinds.Where(x => x > 0 && float.IsNormal(x))];

    [Fact]
    public void Exp_has_the_promised_accuracy() => CheckRelativeError<ExpOperation>(Exponents, Math.Exp, 2e-7);

    [Fact]
    public void Exp_of_clamped_arguments_is_finite_and_normal()
    {
        var results = Evaluate<ExpOperation>(
            SimdLevel.Scalar, [float.NegativeInfinity, -1e6f, SmallestExponent, LargestExponent, 1e6f, float.PositiveInfinity]);

        results.Should().OnlyContain(y => float.IsNormal(y) && y > 0);
        results[..2].Should().AllBeEquivalentTo(results[2]);
        results[4..].Should().AllBeEquivalentTo(results[3]);
    }

    [Fact]
    public void Exp_of_zero_is_one() => Evaluate<ExpOperation>(SimdLevel.Scalar, [0, -0f]).Should().Equal(1, 1);

    [Fact]
    public void Exp_minus_one_has_the_promised_accuracy() => CheckRelativeError<ExpMinusOneOperation>(
        [.. Exponents, .. Range(-2, 2, 200_000), .. AllKinds.Where(x => float.IsNormal(x) && Math.Abs(x) < 1)],
        x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1, 3e-7);

    [Fact]
    public void Log_of_one_plus_has_the_promised_accuracy() => CheckRelativeError<LogOnePlusOperation>(
        [.. Range(1e-4f, 20, 200_000), .. PositiveNormals], x => x < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x), 4e-7);

    [Fact]
    public void Log_has_the_promised_accuracy_away_from_1() => CheckRelativeError<LogOperation>(
        [.. PositiveNormals.Concat(Range(0.01f, 20, 200_000)).Where(x => Math.Abs(x - 1) > 0.01)], Math.Log, 2e-7);

    [Fact]
    public void Log_is_accurate_near_1_too() => CheckRelativeError<LogOperation>(
        [.. Range(0.99f, 1.01f, 100_000).Where(x => x != 1)], Math.Log, 2e-7);

    [Fact]
    public void Log_of_one_is_zero_and_of_infinity_infinity() =>
        Evaluate<LogOperation>(SimdLevel.Scalar, [1, float.PositiveInfinity]).Should().Equal(0, float.PositiveInfinity);

    [Fact]
    public void Tanh_has_the_promised_accuracy() => CheckRelativeError<TanhOperation>(
        [.. AllKinds.Where(x => float.IsNormal(x)), .. Range(-10, 10, 200_000).Where(x => x != 0)], Math.Tanh, 4e-7);

    [Fact]
    public void Tanh_stays_in_its_range() =>
        Evaluate<TanhOperation>(SimdLevel.Scalar, AllKinds).Should().OnlyContain(y => y >= -1 && y <= 1);

    [Fact]
    public void Tanh_goes_to_plus_and_minus_1() => Evaluate<TanhOperation>(
        SimdLevel.Scalar, [float.NegativeInfinity, -50, 50, float.PositiveInfinity]).Should().Equal(-1, -1, 1, 1);

    [Fact]
    public void Sigmoid_has_the_promised_accuracy() => CheckRelativeError<SigmoidOperation>(
        [.. AllKinds.Where(x => x >= -LargestExponent), .. Range(-LargestExponent, 88, 200_000)],
        x => 1 / (1 + Math.Exp(-x)), 4e-7);

    [Fact]
    public void Sigmoid_stays_positive_and_at_most_1() =>
        Evaluate<SigmoidOperation>(SimdLevel.Scalar, AllKinds).Should().OnlyContain(y => y > 0 && y <= 1);

    [Fact]
    public void FlushTiny_clears_what_is_below_1e_30_and_nothing_else()
    {
        var expected = AllKinds.Select(x => Math.Abs(x) < 1e-30f ? 0 : x).ToArray();

        Bits.ShouldBeSame(Evaluate<FlushTinyOperation>(SimdLevel.Scalar, AllKinds), expected, "FlushTiny");
    }

    [Fact]
    public void NaN_gives_NaN_on_every_width()
    {
        float[] nans = [.. Enumerable.Repeat(float.NaN, 30), BitConverter.UInt32BitsToSingle(0x7F800001)];
        foreach (var level in Kernels.AllLevels)
        {
            Evaluate<ExpOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<LogOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<TanhOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<SigmoidOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<ExpMinusOneOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<LogOnePlusOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
            Evaluate<FlushTinyOperation>(level, nans).Should().OnlyContain(y => float.IsNaN(y));
        }
    }

    [Fact]
    public void Every_width_gives_the_same_bits()
    {
        CheckSameBits<ExpOperation>(AllKinds);
        CheckSameBits<ExpOperation>(Exponents);
        CheckSameBits<LogOperation>([.. PositiveNormals, float.PositiveInfinity]);
        CheckSameBits<ExpMinusOneOperation>(AllKinds);
        CheckSameBits<LogOnePlusOperation>([.. PositiveNormals, 0]);
        CheckSameBits<TanhOperation>(AllKinds);
        CheckSameBits<SigmoidOperation>(AllKinds);
        CheckSameBits<FlushTinyOperation>(AllKinds);
    }

    /// <summary>A difference here means that trainings give other networks than on other machines or in other versions.</summary>
    [Fact]
    public void The_bits_are_those_of_every_other_machine()
    {
        Hash<ExpOperation>(AllKinds).Should().Be("1B675C97D0717CC9B8AEE731F3E445E3E9493C0DD662FDFCB93E61C34EBF7929");
        Hash<LogOperation>(PositiveNormals).Should().Be("714EB181F8338804CE8FD6F7530590090A84046039C308880F0632CF2A2439CC");
        Hash<TanhOperation>(AllKinds).Should().Be("52DDD09BC0354CB479464FE1DE0B6F91799AF280EAE79A6605A789B46EEBC062");
        Hash<SigmoidOperation>(AllKinds).Should().Be("2C60CD5B8CA498FF27A3A373D9AB45D7157BF8F3C4BA16496C53E5F18BA251CC");

        static string Hash<TOperation>(float[] x)
            where TOperation : struct, IUnaryOperation =>
            Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(Evaluate<TOperation>(SimdSupport.Best, x))));
    }

    private static float[] Range(float first, float last, int count) =>
        [.. Enumerable.Range(0, count + 1).Select(i => (float)(first + (((double)last - first) * i / count)))];

    private static float[] Evaluate<TOperation>(SimdLevel level, float[] x)
        where TOperation : struct, IUnaryOperation
    {
        var matrix = new Matrix(1, x.Length);
        x.CopyTo(matrix.RowSpan(0));
        Elementwise.Apply(level, default(TOperation), matrix.Pointer, matrix.Stride, rows: 1, x.Length);
        return matrix.RowSpan(0).ToArray();
    }

    private static void CheckSameBits<TOperation>(float[] x)
        where TOperation : struct, IUnaryOperation
    {
        var expected = Evaluate<TOperation>(SimdLevel.Scalar, x);
        foreach (var level in Kernels.AllLevels)
        {
            Bits.ShouldBeSame(Evaluate<TOperation>(level, x), expected, $"{typeof(TOperation).Name} at {level}");
        }
    }

    private static void CheckRelativeError<TOperation>(float[] x, Func<double, double> exact, double bound)
        where TOperation : struct, IUnaryOperation
    {
        var y = Evaluate<TOperation>(SimdLevel.Scalar, x);
        var worst = 0;
        var worstError = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var expected = exact(x[i]);
            var error = Math.Abs((y[i] - expected) / expected);
            if (!(error <= worstError))
            {
                worst = i;
                worstError = error;
            }
        }

        worstError.Should().BeLessThan(bound, "f({0:R}) is {1:R} and should be {2:R}", x[worst], y[worst], exact(x[worst]));
    }

    private readonly struct ExpOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.Exp(x);
    }

    private readonly struct LogOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.Log(x);
    }

    private readonly struct ExpMinusOneOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.ExpMinusOne(x);
    }

    private readonly struct LogOnePlusOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.LogOnePlus(x);
    }

    private readonly struct TanhOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.Tanh(x);
    }

    private readonly struct SigmoidOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.Sigmoid(x);
    }

    private readonly struct FlushTinyOperation : IUnaryOperation
    {
        public T Invoke<T>(T x)
            where T : struct, IVec<T> => VectorFunctions.FlushTiny(x);
    }
}
