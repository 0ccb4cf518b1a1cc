using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples;

/// <summary>Handwritten digits: the network and the training of the first lecture, on the real MNIST.</summary>
internal static class MnistCommand
{
    public const string Name = "mnist";

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
        var command = new Command(Name, "Handwritten digits: trains on MNIST, evaluates, saves, and loads the model in another process.");
        options.AddTo(command);
        command.Add(options.Report);
        command.Add(dropout);
        command.Add(normalize);
        command.SetAction(parsed => Run(parsed, options, parsed.GetValue(dropout), parsed.GetValue(normalize)));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options, float dropout, bool normalize)
    {
        var seed = parsed.GetValue(options.Seed);
        var mlContext = new MLContext(seed);
        var train = MnistData.LoadTrain(mlContext, normalize);
        var test = MnistData.LoadTest(mlContext, normalize);
        Print.Title("Data");
        Print.Balance("digit", ("train", Labels(train)), ("test", Labels(test)));

        var hidden = parsed.GetValue(options.Hidden)!;
        Print.Title("Network");
        Console.Write(NetworkDescription.MultilayerPerceptron(784, hidden, 10, Activation.Softmax, Activation.ReLU, dropout).Summary());

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs));
        var trainer = mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = hidden,
            DropoutRate = dropout,
            Epochs = parsed.GetValue(options.Epochs),
            BatchSize = 128,
            ValidationFraction = 0.2,

            // The lecture trains all epochs and takes the last.
            EarlyStopping = EarlyStopping.None,
            Seed = seed,
            NumberOfThreads = parsed.GetValue(options.Threads),
            Progress = training.Show,
            CancellationToken = training.CancellationToken,
            CancellationBehavior = CancellationBehavior.KeepBest,
        });

        // Keys in the order of the values, so that class i is digit i.
        IEstimator<ITransformer> features = mlContext.Transforms.Conversion.MapValueToKey(
            "Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        if (normalize)
        {
            features = features.Append(mlContext.Transforms.NormalizeMinMax("Features"));
        }

        var pipeline = features.Append(trainer).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = training.Run(() => pipeline.Fit(train));
        training.Close(model.OfType<MlpMulticlassTransformer>().Single().Model);

        Print.Title("Test");
        var scored = model.Transform(test);
        var metrics = mlContext.MulticlassClassification.Evaluate(scored);
        Print.Metrics(metrics);
        PrintPredictions(test, scored);

        Print.Report(parsed.GetValue(options.Report), path => model.SaveReport(path, test, new MlpReportOptions
        {
            Title = "Handwritten digits (MNIST)",
            TrainingData = model.Transform(train),
        }));
        Print.Title("Model");
        SavedModel.Check(mlContext, model, train.Schema, parsed.GetValue(options.Output)!, normalize ? LoadCommand.MnistBytes : Name, scored);
        Print.Line($"test accuracy {metrics.MicroAccuracy:F4}");
        return 0;
    }

    private static IEnumerable<string> Labels(IDataView digits) =>
        digits.GetColumn<float>("Label").Select(label => label.ToString(CultureInfo.InvariantCulture));

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
