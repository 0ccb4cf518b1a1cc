namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>The optimizers by their papers, and what the options do besides, in double precision.</summary>
internal sealed class ReferenceOptimizer(TrainingOptions options)
{
    private readonly Optimizer _optimizer = options.Optimizer;
    private readonly double _rate = options.LearningRate ?? options.Optimizer.DefaultLearningRate;
    private readonly List<double[][]> _moments = [];
    private int _step;
    private double _momentumProduct = 1;

    /// <summary>The moving average of the parameters, where the options ask for one.</summary>
    public List<double[]> Average { get; private set; } = [];

    /// <summary>Makes one step. The arrays alternate between weights, which are regularized, and biases.</summary>
    public void Update(IReadOnlyList<double[]> parameters, IReadOnlyList<double[]> gradients)
    {
        _step++;
        _momentumProduct *= _optimizer is NadamOptimizer rule ? Momentum(rule, _step) : 1;
        if (_step == 1)
        {
            Average = [.. parameters.Select(values => values.ToArray())];
            _moments.AddRange(parameters.Select(values => Enumerable.Range(0, 3).Select(moment => Start(moment, values.Length)).ToArray()));
        }

        var norm = Math.Sqrt(gradients.Sum(array => array.Sum(g => g * g)));
        var scale = norm > options.ClipNorm ? options.ClipNorm.Value / norm : 1;
        for (var array = 0; array < parameters.Count; array++)
        {
            for (var i = 0; i < parameters[array].Length; i++)
            {
                var isWeight = array % 2 == 0;
                var limit = options.ClipValue ?? double.PositiveInfinity;
                var gradient = Math.Clamp(scale * gradients[array][i], -limit, limit);
                parameters[array][i] = Step(parameters[array][i], gradient, isWeight, _moments[array], i);
            }
        }

        Bound(parameters);
        TakeAverage(parameters);
    }

    private double[] Start(int moment, int length) =>
        [.. Enumerable.Repeat(moment == 0 && _optimizer is AdagradOptimizer adagrad ? adagrad.InitialAccumulator : 0.0, length)];

    private double Step(double value, double gradient, bool isWeight, double[][] moments, int i)
    {
        if (isWeight)
        {
            gradient += (options.L2Regularization * value) + (options.L1Regularization * Math.Sign(value));
            value -= _rate * (options.WeightDecay ?? _optimizer.DefaultWeightDecay) * value;
        }

        var (first, second, third) = (moments[0][i], moments[1][i], moments[2][i]);
        var change = _optimizer switch
        {
            AdamOptimizer or AdamWOptimizer => AdamStep((AdamFamilyOptimizer)_optimizer, gradient, ref first, ref second),
            AmsGradOptimizer amsGrad => AmsGradStep(amsGrad, gradient, ref first, ref second, ref third),
            AdamaxOptimizer adamax => AdamaxStep(adamax, gradient, ref first, ref second),
            NadamOptimizer nadam => NadamStep(nadam, gradient, ref first, ref second),
            SgdOptimizer sgd => SgdStep(sgd, gradient, ref first),
            RmsPropOptimizer rmsProp => RmsPropStep(rmsProp, gradient, ref first, ref second, ref third),
            AdagradOptimizer adagrad => AdagradStep(adagrad, gradient, ref first),
            AdadeltaOptimizer adadelta => AdadeltaStep(adadelta, gradient, ref first, ref second),
            LionOptimizer lion => LionStep(lion, gradient, ref first),
            _ => throw new ArgumentException($"The reference has no optimizer '{_optimizer.Name}'."),
        };
        (moments[0][i], moments[1][i], moments[2][i]) = (first, second, third);
        return value + change;
    }

    // The weights of a unit are a column; their number is that of the biases.
    private void Bound(IReadOnlyList<double[]> parameters)
    {
        for (var array = 0; array < parameters.Count && options.MaxNorm != null; array += 2)
        {
            var (weights, units) = (parameters[array], parameters[array + 1].Length);
            for (var unit = 0; unit < units; unit++)
            {
                var places = Enumerable.Range(0, weights.Length / units).Select(input => (input * units) + unit).ToList();
                var norm = Math.Sqrt(places.Sum(place => weights[place] * weights[place]));
                places.ForEach(place => weights[place] *= Math.Min(1, options.MaxNorm.Value / norm));
            }
        }
    }

    private void TakeAverage(IReadOnlyList<double[]> parameters)
    {
        var decay = Math.Min(options.WeightAveraging ?? 0, (1.0 + _step) / (10.0 + _step));
        Average = [.. Average.Zip(parameters, (average, values) =>
            average.Zip(values, (a, w) => (decay * a) + ((1 - decay) * w)).ToArray())];
    }

    private static double Mean(float beta, double mean, double value) => (beta * mean) + ((1.0 - beta) * value);

    private double Corrected(float beta, double mean) => mean / (1 - Math.Pow(beta, _step));

    private double AdamStep(AdamFamilyOptimizer adam, double gradient, ref double first, ref double second)
    {
        first = Mean(adam.Beta1, first, gradient);
        second = Mean(adam.Beta2, second, gradient * gradient);
        return -_rate * Corrected(adam.Beta1, first) / (Math.Sqrt(Corrected(adam.Beta2, second)) + adam.Epsilon);
    }

    private double AmsGradStep(AmsGradOptimizer adam, double gradient, ref double first, ref double second, ref double largest)
    {
        first = Mean(adam.Beta1, first, gradient);
        second = Mean(adam.Beta2, second, gradient * gradient);
        largest = Math.Max(largest, second);
        return -_rate * Corrected(adam.Beta1, first) / (Math.Sqrt(Corrected(adam.Beta2, largest)) + adam.Epsilon);
    }

    private double AdamaxStep(AdamaxOptimizer adamax, double gradient, ref double first, ref double largest)
    {
        first = Mean(adamax.Beta1, first, gradient);
        largest = Math.Max(adamax.Beta2 * largest, Math.Abs(gradient));
        return -_rate * Corrected(adamax.Beta1, first) / (largest + adamax.Epsilon);
    }

    private static double Momentum(NadamOptimizer nadam, int step) => nadam.Beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * step)));

    private double NadamStep(NadamOptimizer nadam, double gradient, ref double first, ref double second)
    {
        first = Mean(nadam.Beta1, first, gradient);
        second = Mean(nadam.Beta2, second, gradient * gradient);
        var (now, next) = (Momentum(nadam, _step), Momentum(nadam, _step + 1));
        var mean = (next * first / (1 - (_momentumProduct * next))) + ((1 - now) * gradient / (1 - _momentumProduct));
        return -_rate * mean / (Math.Sqrt(Corrected(nadam.Beta2, second)) + nadam.Epsilon);
    }

    private double SgdStep(SgdOptimizer sgd, double gradient, ref double velocity)
    {
        velocity = (sgd.Momentum * velocity) - (_rate * gradient);
        return sgd.Nesterov ? (sgd.Momentum * velocity) - (_rate * gradient) : velocity;
    }

    private double RmsPropStep(RmsPropOptimizer rmsProp, double gradient, ref double square, ref double mean, ref double velocity)
    {
        square = Mean(rmsProp.Rho, square, gradient * gradient);
        mean = rmsProp.Centered ? Mean(rmsProp.Rho, mean, gradient) : 0;
        velocity = (rmsProp.Momentum * velocity) - (_rate * gradient / (Math.Sqrt(square - (mean * mean)) + rmsProp.Epsilon));
        return velocity;
    }

    private double AdagradStep(AdagradOptimizer adagrad, double gradient, ref double sum)
    {
        sum += gradient * gradient;
        return -_rate * gradient / (Math.Sqrt(sum) + adagrad.Epsilon);
    }

    private double AdadeltaStep(AdadeltaOptimizer adadelta, double gradient, ref double square, ref double delta)
    {
        square = Mean(adadelta.Rho, square, gradient * gradient);
        var step = gradient * Math.Sqrt((delta + adadelta.Epsilon) / (square + adadelta.Epsilon));
        delta = Mean(adadelta.Rho, delta, step * step);
        return -_rate * step;
    }

    private double LionStep(LionOptimizer lion, double gradient, ref double mean)
    {
        var direction = Mean(lion.Beta1, mean, gradient);
        mean = Mean(lion.Beta2, mean, gradient);
        return -_rate * Math.Sign(direction);
    }
}
