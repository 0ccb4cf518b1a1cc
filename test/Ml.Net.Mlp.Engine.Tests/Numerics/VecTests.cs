using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The operations of the vector types, lane by lane against scalar arithmetic.</summary>
public sealed unsafe class VecTests
{
    [Fact]
    public void Vec1_computes_each_operation_as_scalars_do() => Check<Vec1>(1);

    [Fact]
    public void Vec128_computes_each_operation_as_scalars_do() => Check<Vec128>(4);

    [Fact]
    public void Vec256_computes_each_operation_as_scalars_do() => Check<Vec256>(8);

    [Fact]
    public void Vec512_computes_each_operation_as_scalars_do() => Check<Vec512>(16);

    private static void Check<T>(int count)
        where T : struct, IVec<T>
    {
        T.Count.Should().Be(count);
        var a = Bits.RandomValues(48, 1);
        var b = Bits.RandomValues(48, 2);
        var c = Bits.RandomValues(48, 3);
        a[1] = b[1];
        a[2] = 2.5f;
        a[3] = -0.5f;
        a[4] = float.NaN;
        Compare<T>(a, b, c, (x, y, _) => x + y, (x, y, _) => x + y, "+");
        Compare<T>(a, b, c, (x, y, _) => x - y, (x, y, _) => x - y, "-");
        Compare<T>(a, b, c, (x, y, _) => x * y, (x, y, _) => x * y, "*");
        Compare<T>(a, b, c, (x, _, z) => x / (z * z), (x, _, z) => x / (z * z), "/");
        Compare<T>(a, b, c, T.FusedMultiplyAdd, MathF.FusedMultiplyAdd, "multiply-add");
        Compare<T>(a, b, c, (_, y, _) => T.Sqrt(y * y), (_, y, _) => MathF.Sqrt(y * y), "square root");
        Compare<T>(a, b, c, (x, _, _) => T.Round(x), (x, _, _) => MathF.Round(x), "round");
        Compare<T>(a, b, c, (x, _, _) => T.Abs(x), (x, _, _) => MathF.Abs(x), "absolute");
        Compare<T>(a, b, c, (x, y, z) => T.SelectLess(x, y, y, z), (x, y, z) => x < y ? y : z, "select");
        Compare<T>(a, b, c, (_, _, _) => T.Zero, (_, _, _) => 0, "zero");
        Compare<T>(a, b, c, (_, _, _) => T.Create(1.5f), (_, _, _) => 1.5f, "create");
    }

    [Fact]
    public void Every_power_of_two_of_a_normal_number_is_exact_and_is_taken_apart_again()
    {
        CheckPowers<Vec1>();
        CheckPowers<Vec128>();
        CheckPowers<Vec256>();
        CheckPowers<Vec512>();
    }

    private static void CheckPowers<T>()
        where T : struct, IVec<T>
    {
        var lanes = stackalloc float[16];
        for (var n = -126; n <= 127; n++)
        {
            var power = T.PowerOfTwo(T.Create(n));
            T.Store(power, lanes);
            lanes[T.Count - 1].Should().Be(MathF.ScaleB(1, n));

            T.Decompose(power * T.Create(1.75f), out var mantissa, out var exponent);
            T.Store(mantissa, lanes);
            lanes[T.Count - 1].Should().Be(0.875f);
            T.Store(exponent, lanes);
            lanes[T.Count - 1].Should().Be(n + 1);
        }
    }

    private static void Compare<T>(
        float[] a, float[] b, float[] c, Func<T, T, T, T> vector, Func<float, float, float, float> scalar, string operation)
        where T : struct, IVec<T>
    {
        var actual = new float[a.Length];
        var expected = new float[a.Length];
        fixed (float* x = a)
        fixed (float* y = b)
        fixed (float* z = c)
        fixed (float* result = actual)
        {
            for (var i = 0; i < a.Length; i += T.Count)
            {
                T.Store(vector(T.Load(x + i), T.Load(y + i), T.Load(z + i)), result + i);
            }
        }

        for (var i = 0; i < a.Length; i++)
        {
            expected[i] = scalar(a[i], b[i], c[i]);
        }

        Canonical(actual);
        Canonical(expected);
        Bits.ShouldBeSame(actual, expected, $"{typeof(T).Name}, {operation}");
    }

    // The sign and payload of a NaN are not promised.
    private static void Canonical(float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = float.IsNaN(values[i]) ? float.NaN : values[i];
        }
    }
}
