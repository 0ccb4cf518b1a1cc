namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// Functions whose library versions may differ between operating systems in the last bit. These use nothing but additions,
/// multiplications and divisions in a fixed order, which IEEE 754 rounds alike everywhere.
/// </summary>
internal static class ExactMath
{
    /// <summary>log 2.</summary>
    public const double Ln2 = 0.6931471805599453;

    /// <summary>x^n by repeated squaring, n 0 or more: only multiplications, so the same bits everywhere.</summary>
    public static double Power(double x, long n)
    {
        var result = 1.0;
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result *= x;
            }

            x *= x;
        }

        return result;
    }

    /// <summary>x^y for x 0 or more: 0^0 is 1. Relative error below 1e-15 · (1 + |y log2 x|).</summary>
    public static double Power(double x, double y)
    {
        if (y == 0)
        {
            return 1;
        }

        return x == 0 ? (y > 0 ? 0 : double.PositiveInfinity) : Exp2(y * Log2(x));
    }

    /// <summary>cos(π x), with an error below 3e-16; exact at multiples of ½.</summary>
    public static double CosPi(double x)
    {
        // An even function of period 2, odd about ½: what is left is 0 to ½, of which the upper half is a sine.
        x = Math.Abs(x);
        x -= 2 * Math.Floor(x / 2);
        x = x > 1 ? 2 - x : x;
        var sign = x > 0.5 ? -1 : 1;
        x = x > 0.5 ? 1 - x : x;
        return sign * (x > 0.25 ? Series(Math.PI * (0.5 - x), first: 1) : Series(Math.PI * x, first: 0));
    }

    /// <summary>Logarithm to the base 2 of a positive normal number, with an error below 1e-15 · (1 + |log2 x|); exact for powers of 2.</summary>
    public static double Log2(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xF_FFFF_FFFF_FFFF) | (1023L << 52));
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // log m = 2 artanh s = 2 (s + s³/3 + s⁵/5 + ...), with |s| <= 0.172.
        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var n = 23; n >= 1; n -= 2)
        {
            sum = (sum * square) + (1.0 / n);
        }

        return exponent + (2 * s * sum / Ln2);
    }

    /// <summary>2^x with a relative error below 1e-15; exact for whole numbers. Beyond the range of a double, 0 or infinity.</summary>
    public static double Exp2(double x)
    {
        x = Math.Clamp(x, -2000, 2000);
        var whole = Math.Round(x);
        var rest = (x - whole) * Ln2;
        var sum = 1.0;
        for (var n = 14; n >= 1; n--)
        {
            sum = 1 + (rest / n * sum);
        }

        return Math.ScaleB(sum, (int)whole);
    }

    /// <summary>The Taylor series of cosine (from the term x⁰) or sine (from x¹), for |x| up to π/4.</summary>
    private static double Series(double x, int first)
    {
        var sum = 1.0;
        for (var n = 18 + first; n > first; n -= 2)
        {
            sum = 1 - (x * x / (n * (n - 1)) * sum);
        }

        return first == 0 ? sum : x * sum;
    }
}
