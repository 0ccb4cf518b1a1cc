using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;
using Ml.Net.Mlp.Samples.Plane;

namespace Ml.Net.Mlp.Samples.Xor;

/// <summary>The run of <see cref="XorCommand"/>.</summary>
internal sealed class XorSample(int epochs, float rate, int starts, int seed, PictureFolder pictures)
{
    private readonly MLContext _mlContext = new(seed);
    private readonly List<string> _table = [];

    public int Run(int points, double spread, double noisySpread)
    {
        Print.Line($"A class is the two clouds on one diagonal, {2 * points} points a class; no line separates them. The network has two inputs,");
        Print.Line($"hidden units with tanh, and an output with tanh that should be -1 or 1. It makes the mean squared error small by");
        Print.Line($"steepest descent: each step sees all rows. The weights start at random, from a normal distribution.");
        Print.Line($"(The output unit of the lecture has no bias; the one here has.)");
        var best = new[]
        {
            Train("clean", hidden: 2, PlaneData.ExclusiveOr(seed, points, spread)),
            Train("noisy", hidden: 2, PlaneData.ExclusiveOr(seed, points, noisySpread)),
            Train("noisy", hidden: 5, PlaneData.ExclusiveOr(seed, points, noisySpread)),
        };

        Print.Title("Result");
        Print.Line($"data   hidden  seed  mean squared error  accuracy");
        foreach (var row in _table)
        {
            Console.WriteLine(row);
        }

        Print.Line($"best accuracy clean {best[0]:F4}, noisy {best[1]:F4}, noisy with 5 hidden units {best[2]:F4}");
        return 0;
    }

    /// <summary>Trains from several initial weights, draws them side by side, and returns the best accuracy.</summary>
    private double Train(string name, int hidden, PlanePoint[] points)
    {
        Print.Title($"{name} data, 2-{hidden}-1");
        var runs = Enumerable.Range(0, starts).Select(start => Train(name, hidden, points, unchecked(seed + start))).ToList();
        pictures.Save($"xor-{name}-{hidden}.svg", $"Exclusive or: {name} data, {hidden} hidden units",
            "For each of several initial weights, the error in the course of the training and what the network then answers in the plane.",
            columns: starts, panelWidth: 230, panelHeight: 220, [.. runs.Select(run => run.Errors), .. runs.Select(run => run.Map)]);
        return runs.Max(run => run.Accuracy);
    }

    private (double Accuracy, Panel Errors, Panel Map) Train(string name, int hidden, PlanePoint[] points, int start)
    {
        var data = _mlContext.Data.LoadFromEnumerable(points);
        var model = _mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
        {
            LabelColumnName = nameof(PlanePoint.Target),
            HiddenLayers = [hidden],
            Activation = Activation.Tanh,
            OutputActivation = Activation.Tanh,
            Loss = Loss.SquaredError,
            Initializer = Initializer.Normal(1),
            InitialBiasDeviation = 1,
            Optimizer = Optimizer.Sgd(),
            LearningRate = rate,
            BatchSize = points.Length,
            Epochs = epochs,
            Seed = start,

            // For so few weights a second thread costs more than it does.
            NumberOfThreads = 1,
        }).Fit(data);

        var scored = model.Transform(data);
        var error = _mlContext.Regression.Evaluate(scored, nameof(PlanePoint.Target)).MeanSquaredError;
        var accuracy = scored.GetColumn<float>("Score").Zip(points, (score, point) => score > 0 == point.Label ? 1.0 : 0).Average();
        Print.Line($"seed {start}: mean squared error {error:F4}, accuracy {accuracy:F4}");
        _table.Add(FormattableString.Invariant($"{name,-6} {hidden,6}  {start,4}  {error,18:F4}  {accuracy,8:F4}"));

        // The library's loss is half the square.
        var curve = Curve.OfEpochs("mean squared error", model.Model.History.Select(step => 2 * step.Loss));
        return (accuracy,
            new CurvesPanel(FormattableString.Invariant($"Seed {start}"), "step", "mean squared error", [curve], AlsoShown: [0, 2]),
            PlaneMap.Draw(_mlContext, FormattableString.Invariant($"Accuracy {accuracy:F3}"), points, ["-1", "1"], model,
                rows => rows.GetColumn<float>("Score").Select(score => new[] { (1 - score) / 2, (1 + score) / 2 })));
    }
}
