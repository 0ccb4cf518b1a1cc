using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Digits;

/// <summary>
/// The third lecture's network: 50 units with tanh, Nadam, standardized pixels; the best epoch as a checkpoint, early stopping, a log;
/// a training that is broken off goes on to the same bits; the confusion matrix; the model saved and loaded.
/// </summary>
internal static class Mnist50Command
{
    public const string Name = "mnist-50";

    private const int Patience = 5;

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 100, hidden: [50]);
        var interrupt = SampleOption.Whole("--interrupt", "The epoch after which the second training is broken off.", 3, 1, 100_000);
        var rows = MnistData.Rows();
        var pictures = SampleOption.Pictures(Name);
        var command = new Command(Name, "Handwritten digits: 50 units, Nadam, checkpoint of the best epoch, early stopping, log; broken off and gone on with.");
        options.AddTo(command);
        command.Add(interrupt);
        command.Add(rows);
        command.Add(pictures);
        command.SetAction(parsed => Run(parsed, options, parsed.GetValue(interrupt), parsed.GetValue(rows), new PictureFolder(parsed.GetValue(pictures)!)));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options, int interrupt, int digitCount, PictureFolder pictures)
    {
        var mlContext = new MLContext(parsed.GetValue(options.Seed));

        // 40,000 of the 60,000 digits to train on, and the others to judge by.
        var digits = MnistData.LoadTrain(mlContext, rawBytes: true, digitCount);
        var trainingRows = digitCount * 2 / 3;
        var train = mlContext.Data.TakeRows(digits, trainingRows);
        var test = MnistData.LoadTest(mlContext, rawBytes: true);

        // The mean and the deviation of each pixel are those of the training rows alone.
        var scaler = mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Fit(train);
        var rows = scaler.Transform(train);
        var validation = scaler.Transform(mlContext.Data.SkipRows(digits, trainingRows));
        var output = Path.GetFullPath(parsed.GetValue(options.Output)!);
        var log = Path.ChangeExtension(output, ".csv");
        var best = Path.ChangeExtension(output, ".best.checkpoint");
        var last = Path.ChangeExtension(output, ".checkpoint");

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs));
        var trained = training.Run(() => Trainer(options =>
        {
            options.Checkpoint = new Checkpoint { Path = best, OnlyBest = true };
            options.CsvLog = log;
            options.Progress = training.Show;
            options.CancellationToken = training.CancellationToken;
            options.CancellationBehavior = CancellationBehavior.KeepBest;
        }).Fit(rows, validation));
        training.Close(trained.Model);
        Print.Line($"the best epoch is {trained.Model.History.BestEpoch}: it is in {best}, and the course of all in {log}");
        CoursePicture.Save(pictures, "mnist-50-curves.svg", $"784-{string.Join('-', parsed.GetValue(options.Hidden)!)}-10 on MNIST: tanh, Nadam", trained.Model.History, "validation");

        Print.Title("Broken off, and gone on with");
        var resumed = Resume(Trainer, rows, validation, last, interrupt);
        var model = scaler.Append(trained).Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(trained.Transform(rows)));
        var scored = model.Transform(test);
        var (bits, resumedBits) = (ScoreFingerprint.Of(scored), ScoreFingerprint.Of(resumed.Transform(scaler.Transform(test))));
        Print.Line($"in one go:           {trained.Model.History.Count} epochs, score bits {bits}");
        Print.Line($"broken off, resumed: {resumed.Model.History.Count} epochs, score bits {resumedBits}");
        if (training.CancellationToken.IsCancellationRequested)
        {
            Print.Line($"the first training was stopped, so the two need not be the same");
        }
        else if (bits != resumedBits)
        {
            throw new InvalidOperationException("The training that was broken off gives another network; expected the same to the bit.");
        }
        else
        {
            Print.Line($"the same network to the bit");
        }

        Print.Title("Test");
        var metrics = mlContext.MulticlassClassification.Evaluate(scored);
        Print.Metrics(metrics);

        Print.Title("Model");
        SavedModel.Check(mlContext, model, train.Schema, output, LoadCommand.MnistBytes, scored);
        Print.Line($"test accuracy {metrics.MicroAccuracy:F4}");
        return 0;

        MlpMulticlassTrainer Trainer(Action<MlpMulticlassTrainer.Options> set)
        {
            var trainer = new MlpMulticlassTrainer.Options
            {
                HiddenLayers = parsed.GetValue(options.Hidden)!,
                Activation = Activation.Tanh,
                Optimizer = Optimizer.Nadam(),
                Epochs = parsed.GetValue(options.Epochs),
                BatchSize = 1024,
                EarlyStopping = new EarlyStopping { Patience = Patience },
                Seed = parsed.GetValue(options.Seed),
                NumberOfThreads = parsed.GetValue(options.Threads),
            };
            set(trainer);
            return mlContext.MulticlassClassification.Trainers.Mlp(trainer);
        }
    }

    /// <summary>Trains the same network again, breaks off, and goes on from the checkpoint as another process would.</summary>
    private static MlpMulticlassTransformer Resume(
        Func<Action<MlpMulticlassTrainer.Options>, MlpMulticlassTrainer> create, IDataView rows, IDataView validation, string path, int interrupt)
    {
        using var stop = new CancellationTokenSource();
        try
        {
            create(options =>
            {
                options.Checkpoint = new Checkpoint { Path = path };
                options.CancellationToken = stop.Token;
                options.Progress = progress =>
                {
                    if (progress.Result.Epoch == interrupt)
                    {
                        stop.Cancel();
                    }
                };
            }).Fit(rows, validation);
            Print.Line($"the training ended before epoch {interrupt}: nothing was broken off");
        }
        catch (OperationCanceledException)
        {
            Print.Line($"broken off after epoch {interrupt}; the checkpoint is {path}, {new FileInfo(path).Length:N0} bytes");
        }

        return create(options => options.Checkpoint = new Checkpoint { Path = path, Resume = true }).Fit(rows, validation);
    }
}
