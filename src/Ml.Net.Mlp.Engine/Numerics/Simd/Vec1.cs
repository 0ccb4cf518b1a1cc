using System.Runtime.CompilerServices;

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// One float: the tails of every width, and whole arrays where the hardware has no vector multiply-add (then the
/// run-time's software multiply-add keeps the bits).
/// </summary>
internal readonly unsafe struct Vec1(float value) : IVec<Vec1>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static Vec1 Zero => new(0);

    public static Vec1 operator +(Vec1 a, Vec1 b) => new(a._value + b._value);

    public static Vec1 operator -(Vec1 a, Vec1 b) => new(a._value - b._value);

    public static Vec1 operator *(Vec1 a, Vec1 b) => new(a._value * b._value);

    public static Vec1 operator /(Vec1 a, Vec1 b) => new(a._value / b._value);

    public static Vec1 Create(float value) => new(value);

    public static Vec1 Load(float* source) => new(*source);

    public static void Store(Vec1 value, float* destination) => *destination = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vec1 FusedMultiplyAdd(Vec1 a, Vec1 b, Vec1 c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static Vec1 Sqrt(Vec1 x) => new(MathF.Sqrt(x._value));

    public static Vec1 Round(Vec1 x) => new(MathF.Round(x._value));

    public static Vec1 SelectLess(Vec1 a, Vec1 b, Vec1 whenTrue, Vec1 whenFalse) => a._value < b._value ? whenTrue : whenFalse;

    public static Vec1 Abs(Vec1 x) => new(MathF.Abs(x._value));

    public static Vec1 PowerOfTwo(Vec1 n) => new(BitConverter.Int32BitsToSingle(((int)n._value + 127) << 23));

    public static void Decompose(Vec1 x, out Vec1 mantissa, out Vec1 exponent)
    {
        var bits = BitConverter.SingleToInt32Bits(x._value);
        exponent = new((bits >> 23) - 126);
        mantissa = new(BitConverter.Int32BitsToSingle((bits & 0x007FFFFF) | 0x3F000000));
    }

    public float ToSingle() => _value;
}
