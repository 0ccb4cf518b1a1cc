namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The optimizers by their papers, in double precision.</summary>
internal sealed class ReferenceOptimizer(Optimizer optimizer, double rate, double l2)
{
    private readonly List<(double[] First, double[] Second)> _moments = [];
    private int _step;
    private double _momentumProduct = 1;

    /// <summary>Makes one step. The arrays alternate between weights, which L2 applies to, and biases.</summary>
    public void Update(IReadOnlyList<double[]> parameters, IReadOnlyList<double[]> gradients)
    {
        _step++;
        _momentumProduct *= optimizer is NadamOptimizer rule ? Momentum(rule, _step) : 1;
        for (var array = 0; array < parameters.Count; array++)
        {
            var values = parameters[array];
            if (_moments.Count == array)
            {
                _moments.Add((new double[values.Length], new double[values.Length]));
            }

            var (first, second) = _moments[array];
            for (var i = 0; i < values.Length; i++)
            {
                var gradient = gradients[array][i] + (array % 2 == 0 ? l2 * values[i] : 0);
                values[i] += optimizer switch
                {
                    AdamOptimizer adam => AdamStep(adam, gradient, ref first[i], ref second[i]),
                    NadamOptimizer nadam => NadamStep(nadam, gradient, ref first[i], ref second[i]),
                    SgdOptimizer sgd => SgdStep(sgd, gradient, ref first[i]),
                    _ => throw new ArgumentException($"The reference has no optimizer '{optimizer.Name}'."),
                };
            }
        }
    }

    private double AdamStep(AdamOptimizer adam, double gradient, ref double first, ref double second)
    {
        first = (adam.Beta1 * first) + ((1.0 - adam.Beta1) * gradient);
        second = (adam.Beta2 * second) + ((1.0 - adam.Beta2) * gradient * gradient);
        var mean = first / (1 - Math.Pow(adam.Beta1, _step));
        var square = second / (1 - Math.Pow(adam.Beta2, _step));
        return -rate * mean / (Math.Sqrt(square) + adam.Epsilon);
    }

    private static double Momentum(NadamOptimizer nadam, int step) => nadam.Beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * step)));

    private double NadamStep(NadamOptimizer nadam, double gradient, ref double first, ref double second)
    {
        first = (nadam.Beta1 * first) + ((1.0 - nadam.Beta1) * gradient);
        second = (nadam.Beta2 * second) + ((1.0 - nadam.Beta2) * gradient * gradient);
        var (now, next) = (Momentum(nadam, _step), Momentum(nadam, _step + 1));
        var mean = (next * first / (1 - (_momentumProduct * next))) + ((1 - now) * gradient / (1 - _momentumProduct));
        var square = second / (1 - Math.Pow(nadam.Beta2, _step));
        return -rate * mean / (Math.Sqrt(square) + nadam.Epsilon);
    }

    private double SgdStep(SgdOptimizer sgd, double gradient, ref double velocity)
    {
        velocity = (sgd.Momentum * velocity) - (rate * gradient);
        return sgd.Nesterov ? (sgd.Momentum * velocity) - (rate * gradient) : velocity;
    }
}
