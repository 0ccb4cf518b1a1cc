namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>Functions whose library versions may differ between operating systems in the last bit.</summary>
internal static class ExactMath
{
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
}
