using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples.Ciresan;

/// <summary>
/// A deep, plain network on digits that are deformed anew in every epoch (Cireşan et al., 2010): 35 errors of 10,000 with 12 million
/// weights, and not many more with a tenth of them.
/// </summary>
internal static class CiresanCommand
{
    public const string Name = "ciresan";

    private const int TestImages = 10_000;

    public static Command Create()
    {
        var options = new CiresanOptions(Name);
        var command = new Command(Name, "Digits deformed anew in every epoch, after Ciresan et al.: errors against hours, from a checkpoint on if need be.");
        options.AddTo(command);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, CiresanOptions options)
    {
        var (epochs, minutes) = options.Length(parsed);
        var hidden = parsed.GetValue(options.Common.Hidden)!;
        var recipe = parsed.GetValue(options.Optimizer)!;
        var seed = parsed.GetValue(options.Common.Seed);
        var pictures = new PictureFolder(parsed.GetValue(options.Pictures)!);
        var mlContext = new MLContext(seed);
        var train = MnistData.LoadTrain(mlContext, rawBytes: false, parsed.GetValue(options.Rows));
        var test = MnistData.LoadTest(mlContext, rawBytes: false);

        Print.Title("Deformed digits");
        DeformedDigits.Save(pictures, train, seed);

        Print.Title("Training");
        var keys = mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        using var training = new TrainingDisplay(epochs);
        var course = new ErrorCourse(training, TestImages, minutes, lowersRate: recipe == CiresanRecipe.Adam);
        var trainerOptions = CiresanRecipe.Create(recipe, hidden, epochs, minutes != null);
        trainerOptions.Augmentations = [CiresanRecipe.Deformation];
        trainerOptions.Seed = seed;
        trainerOptions.NumberOfThreads = parsed.GetValue(options.Common.Threads);

        // The test digits only watch: what is kept is the network of the last epoch, so nothing is chosen by them.
        trainerOptions.ValidationSet = keys.Fit(train).Transform(test);
        trainerOptions.EarlyStopping = EarlyStopping.None;
        trainerOptions.EpochEnd = course.EndEpoch;
        trainerOptions.Checkpoint = parsed.GetValue(options.Checkpoint) is { } path ? new Checkpoint { Path = path, EveryEpochs = 10, Resume = true } : null;
        trainerOptions.CancellationToken = training.CancellationToken;
        trainerOptions.CancellationBehavior = CancellationBehavior.KeepBest;
        var pipeline = keys
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(trainerOptions))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = training.Run(() => pipeline.Fit(train));
        var trained = model.OfType<MlpMulticlassTransformer>().Single().Model;
        Print.Line($"{trained.ParameterCount:N0} parameters, epochs: {trained.History.Count}; {trained.History[^1].Seconds:F2} s for the last one");

        Print.Title("Errors against hours");
        var results = new ErrorCurve(trained.History, TestImages);
        results.PrintTable();
        results.Save(pictures);
        results.PrintEstimate(trained.Network.Description);

        Print.Title("Test");
        var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(test));
        Print.Metrics(metrics);
        var undeformed = mlContext.MulticlassClassification.Evaluate(model.Transform(train));
        Print.Line($"accuracy on the training digits as they are, which the network has never seen: {undeformed.MicroAccuracy:F4}");
        var output = Path.GetFullPath(parsed.GetValue(options.Common.Output)!);
        mlContext.Model.Save(model, train.Schema, output);
        Print.Line($"saved to {output}");
        Print.Line($"test errors {results.Last} of {TestImages:N0}, best of the run {results.Best} (epoch {results.BestEpoch}), after {results.Hours:F2} hours");
        return 0;
    }
}
