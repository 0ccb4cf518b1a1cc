using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Samples.Digits;

namespace Ml.Net.Mlp.Samples;

/// <summary>Handwritten digits: the network and the training of the first lecture, on the real MNIST.</summary>
internal static class MnistCommand
{
    public const string Name = "mnist";

    private const float LectureDropout = 0.4f;

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 30, hidden: [256, 128]);
        var dropout = new Option<float>("--dropout")
        {
            Description = "Probability that a hidden unit is left out of a training step; the lecture also tries 0.4.",
            HelpName = "rate",
            DefaultValueFactory = _ => 0,
            CustomParser = result =>
            {
                var word = result.Tokens[0].Value;
                if (!float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) || rate is not (>= 0 and < 1))
                {
                    result.AddError($"--dropout is '{word}'; expected a number from 0 to below 1, such as 0.4.");
                }

                return rate;
            },
        };
        var normalize = new Option<bool>("--normalize")
        {
            Description = "Scale each pixel by its own maximum (NormalizeMinMax) instead of dividing all by 255.",
        };
        var compare = new Option<bool>("--compare")
        {
            Description = "Trains twice, without dropout and with it (0.4, or what --dropout says), and draws both courses.",
        };
        var rows = MnistData.Rows();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Handwritten digits: trains on MNIST, evaluates, saves, and loads the model in another process.");
        options.AddTo(command);
        command.Add(options.Report);
        command.Add(dropout);
        command.Add(normalize);
        command.Add(compare);
        command.Add(rows);
        command.Add(pictures);
        command.SetAction(parsed =>
        {
            var task = new MnistTask(parsed, options, parsed.GetValue(normalize), parsed.GetValue(rows));
            var rate = parsed.GetValue(dropout);
            return parsed.GetValue(compare) ? Compare(task, rate > 0 ? rate : LectureDropout, new PictureFolder(parsed.GetValue(pictures)!)) : Run(task, rate);
        });
        return command;
    }

    private static int Run(MnistTask task, float dropout)
    {
        task.PrintData();
        var model = task.Train(dropout);

        Print.Title("Test");
        var scored = model.Transform(task.Test);
        var metrics = task.Evaluate(scored);
        Print.Metrics(metrics);
        PrintPredictions(task.Test, scored);

        task.Report(model);
        Print.Title("Model");
        task.Check(model, scored);
        Print.Line($"test accuracy {metrics.MicroAccuracy:F4}");
        return 0;
    }

    private static int Compare(MnistTask task, float dropout, PictureFolder pictures)
    {
        task.PrintData();
        var comparison = new DropoutComparison();
        foreach (var rate in new[] { 0, dropout })
        {
            var model = task.Train(rate);
            comparison.Add(rate, MnistTask.Trained(model).History, task.Evaluate(model.Transform(task.Test)));
        }

        Print.Title("Comparison");
        comparison.Save(pictures);
        comparison.PrintRows();
        return 0;
    }

    private static void PrintPredictions(IDataView test, IDataView scored)
    {
        Print.Line($"");
        Print.Line($"The first ten test images, and the probability of each digit:");
        Print.Line($"row digit predicted  {string.Join(' ', Enumerable.Range(0, 10).Select(digit => $"{digit,5}"))}");
        var rows = test.GetColumn<float>("Label").Zip(scored.GetColumn<float>("PredictedLabel"), scored.GetColumn<float[]>("Score"));
        foreach (var (index, (digit, predicted, score)) in rows.Take(10).Index())
        {
            var probabilities = string.Join(' ', score.Select(p => p.ToString("F3", CultureInfo.InvariantCulture)));
            Print.Line($"{index,3} {digit,5} {predicted,9}  {probabilities}");
        }
    }
}
