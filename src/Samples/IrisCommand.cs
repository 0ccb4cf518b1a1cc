using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples;

/// <summary>Flowers from a CSV file, with text labels: also cross-validation, permutation importance and single predictions.</summary>
internal static class IrisCommand
{
    public const string Name = "iris";

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 100, hidden: [16]);
        var command = new Command(Name, "Flowers from a CSV file with text labels: trains, evaluates, cross-validates, weighs the features, saves and loads.");
        options.AddTo(command);
        command.Add(options.Report);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options)
    {
        var seed = parsed.GetValue(options.Seed);
        var mlContext = new MLContext(seed);
        var flowers = IrisData.Load(mlContext);
        var split = mlContext.Data.TrainTestSplit(flowers, testFraction: 0.3, seed: seed);
        Print.Title("Data");
        Print.Balance("species", ("train", split.TrainSet.GetColumn<string>("Label")), ("test", split.TestSet.GetColumn<string>("Label")));

        var hidden = parsed.GetValue(options.Hidden)!;
        Print.Title("Network");
        Console.Write(NetworkDescription.MultilayerPerceptron(IrisData.Features.Length, hidden, 3, Activation.Softmax).Summary());

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs), every: Math.Max(1, parsed.GetValue(options.Epochs) / 10));
        var pipeline = CreatePipeline(mlContext, TrainerOptions(training));
        var model = training.Run(() => pipeline.Fit(split.TrainSet));
        var trained = model.OfType<MlpMulticlassTransformer>().Single();
        training.Close(trained.Model);

        Print.Title("Test");
        var scored = model.Transform(split.TestSet);
        var metrics = mlContext.MulticlassClassification.Evaluate(scored);
        Print.Metrics(metrics);

        Print.Report(parsed.GetValue(options.Report), path => model.SaveReport(path, split.TestSet, new MlpReportOptions
        {
            Title = "Iris flowers",
            TrainingData = model.Transform(split.TrainSet),
        }));
        Print.Title("Cross-validation");
        PrintCrossValidation(mlContext, flowers, CreatePipeline(mlContext, TrainerOptions(null)), seed);

        Print.Title("What each feature is worth");
        PrintImportance(mlContext, trained, scored);

        Print.Title("One flower");
        PrintOneFlower(mlContext, model);

        Print.Title("Model");
        SavedModel.Check(mlContext, model, flowers.Schema, parsed.GetValue(options.Output)!, Name, model.Transform(flowers));
        Print.Line($"test accuracy {metrics.MicroAccuracy:F4}");
        return 0;

        MlpMulticlassTrainer.Options TrainerOptions(TrainingDisplay? display) => new()
        {
            HiddenLayers = hidden,
            Epochs = parsed.GetValue(options.Epochs),
            BatchSize = 16,
            LearningRate = 0.01f,
            Seed = seed,
            NumberOfThreads = parsed.GetValue(options.Threads),
            Progress = display is null ? null : display.Show,
            CancellationToken = display?.CancellationToken ?? default,
            CancellationBehavior = CancellationBehavior.KeepBest,
        };
    }

    private static EstimatorChain<KeyToValueMappingTransformer> CreatePipeline(
        MLContext mlContext, MlpMulticlassTrainer.Options options) =>
        mlContext.Transforms.Concatenate("Features", IrisData.Features)
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(options))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private static void PrintCrossValidation(MLContext mlContext, IDataView flowers, IEstimator<ITransformer> pipeline, int seed)
    {
        var folds = mlContext.MulticlassClassification.CrossValidate(flowers, pipeline, numberOfFolds: 5, seed: seed);
        foreach (var fold in folds)
        {
            Print.Line($"fold {fold.Fold + 1}     accuracy {fold.Metrics.MicroAccuracy:F4}, log-loss {fold.Metrics.LogLoss:F4}");
        }

        Print.Line($"mean of {folds.Count} accuracy {folds.Average(fold => fold.Metrics.MicroAccuracy):F4}, log-loss {folds.Average(fold => fold.Metrics.LogLoss):F4}");
    }

    /// <summary>How much accuracy is lost when a feature's values are handed out to the rows at random.</summary>
    private static void PrintImportance(MLContext mlContext, MlpMulticlassTransformer trained, IDataView scored)
    {
        var importance = mlContext.MulticlassClassification.PermutationFeatureImportance(trained, scored, permutationCount: 20);
        Print.Line($"feature        change of accuracy when it is shuffled (mean of 20, deviation)");
        foreach (var (name, change) in IrisData.Features.Zip(importance).OrderBy(pair => pair.Second.MicroAccuracy.Mean))
        {
            Print.Line($"{name,-12} {change.MicroAccuracy.Mean,8:F4} {change.MicroAccuracy.StandardDeviation,8:F4}");
        }
    }

    private static void PrintOneFlower(MLContext mlContext, ITransformer model)
    {
        using var engine = mlContext.Model.CreatePredictionEngine<Flower, FlowerPrediction>(model);
        var flower = new Flower { SepalLength = 6.0f, SepalWidth = 2.8f, PetalLength = 4.9f, PetalWidth = 1.7f };
        var prediction = engine.Predict(flower);
        var probabilities = string.Join(' ', prediction.Score.Select(p => p.ToString("F4", CultureInfo.InvariantCulture)));
        Print.Line($"sepal {flower.SepalLength} x {flower.SepalWidth}, petal {flower.PetalLength} x {flower.PetalWidth}: {prediction.PredictedLabel} ({probabilities})");
    }
}
