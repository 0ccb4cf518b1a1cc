using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// Finds the range of learning rates that a training bears (Smith, 2017): a trial of some steps in which the rate rises by the same
/// factor each time, until the loss grows. It trains a network of its own and leaves nothing behind.
/// </summary>
public static class LearningRateFinder
{
    // The share of the steps that losses are averaged over: fewer jump, more show late where the loss turns.
    private const double Window = 0.05;

    // What ends the trial: a loss so many times the smallest.
    private const double TooLarge = 4;

    /// <summary>Tries learning rates.</summary>
    /// <param name="network">The architecture; begins with the weights that a training with these options would.</param>
    /// <param name="data">The rows to learn from.</param>
    /// <param name="options">
    /// How to train: loss, optimizer, batch size, regularization, seed, threads, cancellation. What concerns epochs, the learning rate
    /// with its schedule, pretraining, callbacks and files is left aside. Default: <see cref="TrainingOptions"/> as they are.
    /// </param>
    /// <param name="from">The first rate, above 0. Default 1e-7.</param>
    /// <param name="to">The last one, above <paramref name="from"/>. Default 10.</param>
    /// <param name="steps">Mini-batches at most, 2 or more; the rows are gone through as often as it takes. Default 100.</param>
    /// <returns>The rates with their losses, and what they suggest.</returns>
    /// <exception cref="ArgumentException">Data, options and network don't fit, or a value is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static LearningRateCurve Run(
        NetworkDescription network, TrainingRows data, TrainingOptions? options = null, float from = 1e-7f, float to = 10, int steps = 100)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new TrainingOptions();
        Require(from > 0 && float.IsFinite(from), nameof(from), from, "a finite number above 0");
        Require(to > from && float.IsFinite(to), nameof(to), to, string.Create(CultureInfo.InvariantCulture, $"a finite number above {from}, the first rate"));
        Require(steps >= 2, nameof(steps), steps, "2 or more");
        TrainingChecks.Check(network, data, options, validation: null, isTrial: true);
        if (options.Optimizer is LbfgsOptimizer)
        {
            throw new ArgumentException($"The optimizer is {options.Optimizer}; expected one that goes by mini-batches.", nameof(options));
        }

        options.CancellationToken.ThrowIfCancellationRequested();
        using var team = new WorkerTeam(options.NumberOfThreads ?? Environment.ProcessorCount);
        using var session = new TrainingSession(network, data, options, validation: null, team, new StepWatch(options));
        session.Start(initial: null);
        return Trace(session, from, to, steps);
    }

    private static LearningRateCurve Trace(TrainingSession session, float from, float to, int steps)
    {
        var points = new List<LearningRatePoint>();
        var hasDiverged = false;
        var gain = 1 / Math.Max(1, Window * steps);
        var (average, weight, least) = (0.0, 0.0, double.PositiveInfinity);
        var range = ExactMath.Log2((double)to / from);

        float Rate(int step) => (float)(from * ExactMath.Exp2(range * step / (steps - 1)));

        bool GoesOn(double loss)
        {
            average = ((1 - gain) * average) + (gain * loss);
            weight = ((1 - gain) * weight) + gain;
            var smoothed = average / weight;
            least = Math.Min(least, smoothed);
            hasDiverged = !(smoothed <= TooLarge * Math.Abs(least));
            if (double.IsFinite(smoothed))
            {
                points.Add(new LearningRatePoint(Rate(points.Count), loss, smoothed));
            }

            return !hasDiverged;
        }

        session.RunSteps(steps, Rate, GoesOn);
        return new LearningRateCurve(points, hasDiverged);
    }

    private static void Require(bool condition, string name, object value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; expected {expected}."));
        }
    }
}
