using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;
using Ml.Net.Mlp.Samples.Plane;

namespace Ml.Net.Mlp.Samples.Perceptron;

/// <summary>The run of <see cref="PerceptronCommand"/>.</summary>
internal sealed class PerceptronSample(int epochs, float rate, int seed)
{
    private const int PassesShown = 20;

    private readonly MLContext _mlContext = new(seed);
    private readonly List<Panel> _panels = [];
    private readonly List<string> _accuracies = [];

    public int Run(PictureFolder pictures)
    {
        Print.Line($"A perceptron answers 1 where w1 x1 + w2 x2 + b is above 0, otherwise 0: a unit with a step for an activation.");
        Print.Line($"It looks at one row at a time. After a right answer nothing changes; after a wrong one the row is added to the");
        Print.Line($"weights, or taken from them. It starts from small random weights, so that no row is exactly on the line.");
        var gates = new[]
        {
            LearnGate("AND", PlaneData.Gate((first, second) => first && second), colour: 0),
            LearnGate("OR", PlaneData.Gate((first, second) => first || second), colour: 1),
            LearnGate("XOR", PlaneData.Gate((first, second) => first != second), colour: 2),
        };
        var blobs = LearnBlobs(PlaneData.Blobs(seed));

        _panels.Add(new CurvesPanel("Mistakes on the gates", "pass", "mistakes", gates));
        _panels.Add(new CurvesPanel("Mistakes on the clouds", "pass", "mistakes", [blobs]));
        Print.Title("Result");
        pictures.Save("perceptron.svg", "The perceptron rule", "What the units answer in the plane for AND, OR, XOR and three clouds of points, and their mistakes in each pass.",
            columns: 3, panelWidth: 290, panelHeight: 270, _panels);
        Print.Line($"accuracy {string.Join(", ", _accuracies)}");
        return 0;
    }

    private Curve LearnGate(string gate, PlanePoint[] points, int colour)
    {
        Print.Title($"{gate}: one unit");
        var data = _mlContext.Data.LoadFromEnumerable(points);
        var options = new MlpBinaryTrainer.Options { Loss = Loss.Perceptron };
        var model = _mlContext.BinaryClassification.Trainers.Mlp(WithPerceptronRule(options)).Fit(data);

        Print.Line($"answer 1 where {UnitText.Of(model.Model.Layers[0], unit: 0)} > 0");
        Record(gate, _mlContext.BinaryClassification.EvaluateNonCalibrated(model.Transform(data)).Accuracy);
        _panels.Add(PlaneMap.Draw(_mlContext, gate, points, ["false", "true"], model,
            scored => scored.GetColumn<bool>("PredictedLabel").Select(answer => answer ? new[] { 0f, 1 } : [1, 0])));
        return PrintMistakes(gate, model.Model.History, points.Length, colour);
    }

    private Curve LearnBlobs(PlanePoint[] points)
    {
        Print.Title("Three clouds: a unit for each");
        Print.Line($"The unit with the largest sum has the answer. After a wrong one the row is added to the weights of the unit that");
        Print.Line($"should have had it, and taken from those of the unit that had it.");
        var data = _mlContext.Data.LoadFromEnumerable(points);
        var options = new MlpMulticlassTrainer.Options { Loss = Loss.Perceptron, LabelColumnName = nameof(PlanePoint.Class) };
        var model = _mlContext.MulticlassClassification.Trainers.Mlp(WithPerceptronRule(options)).Fit(data);

        for (var unit = 0; unit < 3; unit++)
        {
            Print.Line($"sum of unit {unit + 1}: {UnitText.Of(model.Model.Layers[0], unit)}");
        }

        Record("clouds", _mlContext.MulticlassClassification.Evaluate(model.Transform(data), nameof(PlanePoint.Class)).MicroAccuracy);
        _panels.Add(PlaneMap.DrawClasses(_mlContext, "Three clouds", points, model));
        return PrintMistakes("clouds", model.Model.History, points.Length, colour: 3);
    }

    /// <summary>Rosenblatt's rule is steepest descent, row by row, on his loss, with a network that has no hidden layer.</summary>
    private TOptions WithPerceptronRule<TOptions>(TOptions options)
        where TOptions : MlpTrainerOptions
    {
        options.HiddenLayers = [];
        options.Optimizer = Optimizer.Sgd();
        options.LearningRate = rate;
        options.BatchSize = 1;
        options.Epochs = epochs;
        options.Initializer = Initializer.Uniform(0.5f);
        options.Seed = seed;

        options.EpochEnd = pass =>
        {
            if (pass.Result.Accuracy == 1)
            {
                pass.Stop();
            }
        };
        return options;
    }

    private void Record(string name, double accuracy)
    {
        Print.Line($"accuracy {accuracy:F4}");
        _accuracies.Add(FormattableString.Invariant($"{name} {accuracy:F4}"));
    }

    /// <summary>Every mistake is one correction of the weights, and without one nothing changes any more.</summary>
    private static Curve PrintMistakes(string name, TrainingHistory history, int rows, int colour)
    {
        int[] mistakes = [.. history.Select(pass => (int)Math.Round(rows * (1 - pass.Accuracy!.Value)))];
        var end = mistakes[^1] == 0 ? "the last of them without a mistake" : "and there is no end to it";
        Print.Line($"mistakes in each pass: {string.Join(' ', mistakes.Take(PassesShown))}{(mistakes.Length > PassesShown ? " ..." : "")}");
        Print.Line($"{mistakes.Sum()} corrections in {mistakes.Length} passes, {end}");
        return Curve.OfEpochs(name, mistakes.Take(PassesShown).Select(count => (double)count), colour);
    }
}
