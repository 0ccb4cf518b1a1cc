using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Samples.Pictures;

namespace Ml.Net.Mlp.Samples.TwoClass;

/// <summary>Who has side effects from a drug, by age: the network of the lecture, one that overfits and one that underfits.</summary>
internal sealed class DrugTrial(int epochs, float rate, int overfitEpochs, int seed)
{
    private readonly MLContext _mlContext = new(seed);
    private readonly List<string> _table = [];

    public int Run(PictureFolder pictures)
    {
        Print.Title("Side effects of a drug");
        Print.Line($"A made-up trial: 2,100 people from 13 to 100 years, half of them under 65. 95 % of the older had side effects, 95 % of");
        Print.Line($"the younger had none. So nobody can be right in more than about 95 of 100 cases, and no honest loss is below 0.19.");
        Print.Line($"The input is the age, scaled to 0..1. 420 people, a fifth, only judge. (The lecture has two outputs with sigmoids, which");
        Print.Line($"its loss scales to a sum of 1; here is a softmax, which does the same without the detour.)");
        Print.Line($"The network that overfits sees 60 people, many times, and of each also 30 measurements that have nothing to do with");
        Print.Line($"the drug: it learns them by heart. The one that underfits takes steps that are much too small.");
        var people = Participant.Generate(seed);
        var validation = people[..(people.Length / 5)];
        var others = people[validation.Length..];
        var runs = new[]
        {
            Train("as in the lecture", nameof(Participant.Age), others, validation, [16, 32], rate, epochs),
            Train("overfits", nameof(Participant.AgeAndOthers), others[..60], validation, [256, 256], 0.001f, overfitEpochs),
            Train("underfits", nameof(Participant.Age), others, validation, [16, 32], rate / 200, epochs),
        };
        pictures.Save("two-class.svg", "Side effects by age: as in the lecture, overfitting, underfitting",
            "Loss and accuracy of training and validation in each epoch, and the probability of side effects at each age.",
            columns: 3, panelWidth: 290, panelHeight: 240,
            [.. runs.Select(run => run.Loss), .. runs.Select(run => run.Accuracy), .. runs.Select(run => run.Probability)]);

        Print.Title("Result");
        Print.Line($"                       rows  network        rate  epochs    loss  accuracy  val loss  val accuracy");
        Print.Line($"the lecture prints    1,680  1-16-32-2        0.0001     20  0.3115    0.9161    0.1749        0.9714");
        foreach (var row in _table)
        {
            Console.WriteLine(row);
        }

        var last = runs[0].History[^1];
        Print.Line($"validation accuracy {last.ValidationAccuracy:F4}, overfitted {runs[1].History[^1].ValidationAccuracy:F4}, underfitted {runs[2].History[^1].ValidationAccuracy:F4}");
        return 0;
    }

    private (TrainingHistory History, Panel Loss, Panel Accuracy, Panel Probability) Train(
        string name, string inputs, Participant[] people, Participant[] validation, int[] hidden, float learningRate, int passes)
    {
        Print.Line($"");
        Print.Line($"{name}: {people.Length} rows, rate {learningRate}, {passes} epochs");
        var train = _mlContext.Data.LoadFromEnumerable(people);
        var scaler = _mlContext.Transforms.NormalizeMinMax("Features", inputs, fixZero: false).Fit(train);
        using var training = new TrainingDisplay(passes, every: Math.Max(1, passes / 10));
        var trainer = _mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = hidden,
            LearningRate = learningRate,
            BatchSize = 10,
            Epochs = passes,

            // All epochs are wanted: where the curves of an overfitted network part is what is to be seen.
            EarlyStopping = EarlyStopping.None,
            Seed = seed,
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });
        var judges = scaler.Transform(_mlContext.Data.LoadFromEnumerable(validation));
        var trained = training.Run(() => trainer.Fit(scaler.Transform(train), judges));

        var history = trained.Model.History;
        var last = history[^1];
        _table.Add(FormattableString.Invariant(
            $"{name,-19} {people.Length,7:N0}  {trained.Model.Network.Description,-15} {learningRate,7}  {passes,5}  {last.Loss,6:F4}  {last.Accuracy,8:F4}  {last.ValidationLoss,8:F4}  {last.ValidationAccuracy,12:F4}"));
        return (
            history,
            Curves($"Loss, {name}", "loss", history, epoch => epoch.Loss, epoch => epoch.ValidationLoss!.Value),
            Curves($"Accuracy, {name}", "accuracy", history, epoch => epoch.Accuracy!.Value, epoch => epoch.ValidationAccuracy!.Value),
            PlotProbability(name, scaler.Append(trained)));
    }

    private static CurvesPanel Curves(
        string title, string what, TrainingHistory history, Func<EpochResult, double> training, Func<EpochResult, double> validation) =>
        new(title, "epoch", what,
            [Curve.OfEpochs("training", history.Select(training)), Curve.OfEpochs("validation", history.Select(validation), 1, isDashed: true)], AlsoShown: [0, 1]);

    private CurvesPanel PlotProbability(string name, ITransformer model)
    {
        var ages = Enumerable.Range(Participant.Youngest, Participant.Oldest - Participant.Youngest + 1).ToList();
        var random = new Random(seed);
        var rows = _mlContext.Data.LoadFromEnumerable(ages.Select(age => new Participant(age, false, random)).ToList());
        var probabilities = model.Transform(rows).GetColumn<float[]>("Score").Select(score => (double)score[1]);
        var truth = ages.Select(age => age < Participant.Old ? 0.05 : 0.95);
        return new CurvesPanel($"By age, {name}", "age", "probability of side effects",
            [new("network", Points(probabilities)), new("truth", Points(truth), 5, IsDashed: true)], AlsoShown: [0, 1]);

        List<(double X, double Y)> Points(IEnumerable<double> values) => [.. ages.Zip(values, (age, value) => ((double)age, value))];
    }
}
