namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Values and derivatives of every activation as its documentation defines it, in double precision and from the sums.</summary>
internal static class ReferenceActivation
{
    private const double SeluScale = 1.0507009873554804934193349852946;
    private const double SeluAlpha = 1.6732632423543772848170429916717;

    public static double[] Values(Activation activation, double[] sums) =>
        activation == Activation.Softmax ? Softmax(sums) : [.. sums.Select(x => Value(activation, x))];

    /// <summary>Element [k, j]: derivative of value k by sum j.</summary>
    public static double[,] Jacobian(Activation activation, double[] sums)
    {
        var values = Values(activation, sums);
        var jacobian = new double[sums.Length, sums.Length];
        for (var k = 0; k < sums.Length; k++)
        {
            for (var j = 0; j < sums.Length; j++)
            {
                var same = j == k ? 1 : 0;
                jacobian[k, j] = activation == Activation.Softmax
                    ? values[k] * (same - values[j])
                    : same == 0 ? 0 : Derivative(activation, sums[j]);
            }
        }

        return jacobian;
    }

    public static double Value(Activation activation, double x)
    {
        var number = activation.Arguments.FirstOrDefault();
        return activation.Name switch
        {
            "identity" => x,
            "step" => x > 0 ? 1 : 0,
            "sigmoid" => Sigmoid(x),
            "hard_sigmoid" => Math.Clamp((x / 6) + 0.5, 0, 1),
            "tanh" => Math.Tanh(x),
            "scaled_tanh" => 1.7159 * Math.Tanh(x * 2 / 3),
            "relu" => Math.Max(0, x),
            "leaky_relu" => x > 0 ? x : number * x,
            "elu" => x > 0 ? x : number * (Math.Exp(x) - 1),
            "selu" => SeluScale * (x > 0 ? x : SeluAlpha * (Math.Exp(x) - 1)),
            "gelu" => x * Normal(x),
            "gelu_tanh" => x * Sigmoid(2 * TanhGeluSum(x)),
            "silu" => x * Sigmoid(x),
            "mish" => x * Math.Tanh(Softplus(x)),
            "softplus" => Softplus(x),
            "softsign" => x / (1 + Math.Abs(x)),
            "exponential" => Math.Exp(x),
            _ => throw new ArgumentException($"The reference has no activation '{activation}'."),
        };
    }

    public static double Derivative(Activation activation, double x)
    {
        var number = activation.Arguments.FirstOrDefault();
        return activation.Name switch
        {
            "identity" => 1,
            "step" => 0,
            "sigmoid" => Sigmoid(x) * Sigmoid(-x),
            "hard_sigmoid" => Math.Abs(x) < 3 ? 1.0 / 6 : 0,
            "tanh" => Power(1 / Math.Cosh(x), 2),
            "scaled_tanh" => 1.7159 * 2 / 3 * Power(1 / Math.Cosh(x * 2 / 3), 2),
            "relu" => x > 0 ? 1 : 0,
            "leaky_relu" => x > 0 ? 1 : number,
            "elu" => x > 0 ? 1 : number * Math.Exp(x),
            "selu" => SeluScale * (x > 0 ? 1 : SeluAlpha * Math.Exp(x)),
            "gelu" => Normal(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)),
            "gelu_tanh" => Sigmoid(2 * TanhGeluSum(x)) + (Math.Abs(x) > 20 ? 0 : x * TanhGeluSlope(x)),
            "silu" => Sigmoid(x) * (1 + (x * Sigmoid(-x))),
            "mish" => Math.Tanh(Softplus(x)) + (x * Sigmoid(x) * Power(1 / Math.Cosh(Softplus(x)), 2)),
            "softplus" => Sigmoid(x),
            "softsign" => 1 / Power(1 + Math.Abs(x), 2),
            "exponential" => Math.Exp(x),
            _ => throw new ArgumentException($"The reference has no activation '{activation}'."),
        };
    }

    /// <summary>The distribution function of the standard normal distribution.</summary>
    public static double Normal(double x)
    {
        var density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < 3)
        {
            // x + x³/3 + x⁵/(3·5) + ...
            var sum = 0.0;
            var term = x;
            for (var n = 3; Math.Abs(term) > 1e-18; n += 2)
            {
                sum += term;
                term *= x * x / n;
            }

            return 0.5 + (density * sum);
        }

        // Laplace's continued fraction of the tail.
        var fraction = Math.Abs(x);
        for (var n = 200; n > 0; n--)
        {
            fraction = Math.Abs(x) + (n / fraction);
        }

        return x < 0 ? density / fraction : 1 - (density / fraction);
    }

    private static double TanhGeluSum(double x) => Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x));

    private static double TanhGeluSlope(double x) =>
        0.5 * Power(1 / Math.Cosh(TanhGeluSum(x)), 2) * Math.Sqrt(2 / Math.PI) * (1 + (3 * 0.044715 * x * x));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    // Near 0 the logarithm of 1 + small loses what 1 + small has lost.
    private static double Softplus(double x)
    {
        var small = Math.Exp(-Math.Abs(x));
        return Math.Max(0, x) + (small < 1e-5 ? small - (small * small / 2) : Math.Log(1 + small));
    }

    private static double Power(double x, int n) => Math.Pow(x, n);

    private static double[] Softmax(double[] sums)
    {
        var powers = sums.Select(x => Math.Exp(x - sums.Max())).ToArray();
        return [.. powers.Select(p => p / powers.Sum())];
    }
}
