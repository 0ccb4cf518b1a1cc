using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;
using Ml.Net.Mlp.Samples.Plane;

namespace Ml.Net.Mlp.Samples.Adaline;

/// <summary>The run of <see cref="AdalineCommand"/>.</summary>
internal sealed class AdalineSample(int epochs, float rate, int seed)
{
    private readonly MLContext _mlContext = new(seed);
    private readonly List<Panel> _panels = [];
    private readonly List<string> _accuracies = [];

    public int Run(PictureFolder pictures)
    {
        Print.Line($"Adaline has the unit of the perceptron, w1 x1 + w2 x2 + b, and learns another way. The perceptron looks at its");
        Print.Line($"answer, and changes only after a wrong one. Adaline looks at the sum before the threshold, which should be 1 or -1,");
        Print.Line($"and after every row changes the weights by rate * (target - sum) * row: a step down the squared error.");
        Print.Line($"So it does not stop at the first line that separates the classes but goes on to the one of least squared error;");
        Print.Line($"and where no line separates them, it settles, while the perceptron wanders.");
        var gates = new[]
        {
            LearnGate("AND", PlaneData.Gate((first, second) => first && second), colour: 0),
            LearnGate("OR", PlaneData.Gate((first, second) => first || second), colour: 1),
            LearnGate("XOR", PlaneData.Gate((first, second) => first != second), colour: 2),
        };
        var clouds = LearnBlobs(PlaneData.Blobs(seed));

        _panels.Add(new CurvesPanel("Squared error on the gates", "pass", "mean squared error", gates));
        _panels.Add(new CurvesPanel("Squared error on the clouds", "pass", "mean squared error", [clouds]));
        Print.Title("Result");
        pictures.Save("adaline.svg", "Adaline", "What the units answer in the plane for AND, OR, XOR and three clouds of points, and their squared error in each pass.",
            columns: 3, panelWidth: 290, panelHeight: 270, _panels);
        Print.Line($"accuracy {string.Join(", ", _accuracies)}");
        return 0;
    }

    private Curve LearnGate(string gate, PlanePoint[] points, int colour)
    {
        Print.Title($"{gate}: one unit");
        var data = _mlContext.Data.LoadFromEnumerable(points);
        var options = new MlpRegressionTrainer.Options
        {
            LabelColumnName = nameof(PlanePoint.Target),
            Loss = Loss.SquaredError,
            StandardizeLabel = false,
        };
        var model = _mlContext.Regression.Trainers.Mlp(WithWidrowHoffRule(options)).Fit(data);

        Print.Line($"answer 1 where {UnitText.Of(model.Model.Layers[0], unit: 0)} > 0");
        Print.Line($"least squares  {LeastSquares(points)} > 0");
        var answers = model.Transform(data).GetColumn<float>("Score").Select(score => score > 0);
        Record(gate, answers.Zip(points, (answer, point) => answer == point.Label ? 1.0 : 0).Average());
        _panels.Add(PlaneMap.Draw(_mlContext, gate, points, ["false", "true"], model,
            scored => scored.GetColumn<float>("Score").Select(score => score > 0 ? new[] { 0f, 1 } : [1, 0])));
        return PrintErrors(gate, model.Model.History, colour);
    }

    private Curve LearnBlobs(PlanePoint[] points)
    {
        Print.Title("Three clouds: a unit for each");
        Print.Line($"The sum of each unit should be 1 for its own cloud and 0 for the others; the largest has the answer.");
        var data = _mlContext.Data.LoadFromEnumerable(points);
        var options = new MlpMulticlassTrainer.Options { Loss = Loss.SquaredError, LabelColumnName = nameof(PlanePoint.Class) };
        var model = _mlContext.MulticlassClassification.Trainers.Mlp(WithWidrowHoffRule(options)).Fit(data);

        for (var unit = 0; unit < 3; unit++)
        {
            Print.Line($"sum of unit {unit + 1}: {UnitText.Of(model.Model.Layers[0], unit)}");
        }

        Record("clouds", _mlContext.MulticlassClassification.Evaluate(model.Transform(data), nameof(PlanePoint.Class)).MicroAccuracy);
        _panels.Add(PlaneMap.DrawClasses(_mlContext, "Three clouds", points, model));
        return PrintErrors("clouds", model.Model.History, colour: 3);
    }

    /// <summary>The rule of Widrow and Hoff is steepest descent, row by row, on half the squared error.</summary>
    private TOptions WithWidrowHoffRule<TOptions>(TOptions options)
        where TOptions : MlpTrainerOptions
    {
        options.HiddenLayers = [];
        options.Optimizer = Optimizer.Sgd();
        options.LearningRate = rate;
        options.BatchSize = 1;
        options.Epochs = epochs;
        options.Initializer = Initializer.Uniform(0.5f);
        options.Seed = seed;
        return options;
    }

    /// <summary>The four corners are orthogonal: each weight of least squared error is a mean of its own.</summary>
    private static string LeastSquares(PlanePoint[] corners) => UnitText.Of(
        corners.Average(corner => corner.Features[0] * corner.Target),
        corners.Average(corner => corner.Features[1] * corner.Target),
        corners.Average(corner => corner.Target));

    private void Record(string name, double accuracy)
    {
        Print.Line($"accuracy {accuracy:F4}");
        _accuracies.Add(FormattableString.Invariant($"{name} {accuracy:F4}"));
    }

    private static Curve PrintErrors(string name, TrainingHistory history, int colour)
    {
        int[] shown = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        foreach (var pass in history.Where(pass => shown.Contains(pass.Epoch) || pass.Epoch == history.Count))
        {
            Print.Line($"mean squared error in pass {pass.Epoch,4} {2 * pass.Loss:F4}");
        }

        return Curve.OfEpochs(name, history.Select(pass => 2 * pass.Loss), colour);
    }
}
