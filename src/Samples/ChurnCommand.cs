using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples;

/// <summary>Binary classification: which customers leave, with calibrated probabilities.</summary>
internal static class ChurnCommand
{
    public const string Name = "churn";

    private const int FeaturesShown = 6;

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 100, hidden: [32]);
        var command = new Command(Name, "Customers who leave or stay: binary classification with early stopping, probabilities, and the worth of the features.");
        options.AddTo(command);
        command.Add(options.Report);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options)
    {
        var seed = parsed.GetValue(options.Seed);
        var mlContext = new MLContext(seed);
        var customers = Table.Churn.Load(mlContext);
        var split = mlContext.Data.TrainTestSplit(customers, testFraction: 0.25, seed: seed);
        Print.Title("Data");
        Print.Balance("leaves", ("train", Labels(split.TrainSet)), ("test", Labels(split.TestSet)));

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs));
        var pipeline = CreatePipeline(training);
        var model = training.Run(() => pipeline.Fit(split.TrainSet));
        var trained = model.OfType<MlpBinaryTransformer>().Single();
        training.Close(trained.Model);

        Print.Title("Test");
        var scored = model.Transform(split.TestSet);
        var metrics = mlContext.BinaryClassification.Evaluate(scored);
        Print.Metrics(metrics);
        PrintProbabilities(scored);

        Print.Report(parsed.GetValue(options.Report), path => model.SaveReport(path, split.TestSet, new MlpReportOptions
        {
            Title = "Customers who leave",
            ClassNames = ["stays", "leaves"],
            TrainingData = split.TrainSet,
        }));
        Print.Title("What each feature is worth");
        PrintImportance(mlContext, trained, scored);

        Print.Title("Cross-validation");
        var folds = mlContext.BinaryClassification.CrossValidate(customers, CreatePipeline(null), numberOfFolds: 5, seed: seed);
        Print.Line($"mean of {folds.Count} folds: accuracy {folds.Average(f => f.Metrics.Accuracy):F4}, area under the ROC curve {folds.Average(f => f.Metrics.AreaUnderRocCurve):F4}");

        Print.Title("Model");
        SavedModel.Check(mlContext, model, customers.Schema, parsed.GetValue(options.Output)!, Name, model.Transform(customers));
        Print.Line($"test accuracy {metrics.Accuracy:F4}");
        return 0;

        EstimatorChain<MlpBinaryTransformer> CreatePipeline(TrainingDisplay? display) => Table.Churn.Featurize(mlContext)
            .Append(mlContext.BinaryClassification.Trainers.Mlp(new MlpBinaryTrainer.Options
            {
                HiddenLayers = parsed.GetValue(options.Hidden)!,
                Epochs = parsed.GetValue(options.Epochs),
                BatchSize = 64,
                DropoutRate = 0.2f,
                MissingValues = MissingValueHandling.Mean,
                ValidationFraction = 0.2,
                EarlyStopping = new EarlyStopping { Patience = 10 },
                Seed = seed,
                NumberOfThreads = parsed.GetValue(options.Threads),
                Progress = display is null ? null : display.Show,
                CancellationToken = display?.CancellationToken ?? default,
                CancellationBehavior = CancellationBehavior.KeepBest,
            }));
    }

    private static IEnumerable<string> Labels(IDataView customers) => customers.GetColumn<bool>("Label").Select(leaves => leaves ? "yes" : "no");

    /// <summary>Customers by what the model says of them, and how many of them left.</summary>
    private static void PrintProbabilities(IDataView scored)
    {
        Print.Line($"");
        Print.Line($"probability   customers   mean   left");
        var rows = scored.GetColumn<float>("Probability").Zip(scored.GetColumn<bool>("Label"));
        foreach (var group in rows.GroupBy(row => Math.Min(4, (int)(row.First * 5))).OrderBy(group => group.Key))
        {
            Print.Line($"{group.Key / 5.0:F1} to {(group.Key + 1) / 5.0:F1} {group.Count(),13} {group.Average(row => row.First),6:F3} {group.Average(row => row.Second ? 1 : 0),6:F3}");
        }
    }

    private static void PrintImportance(MLContext mlContext, MlpBinaryTransformer trained, IDataView scored)
    {
        var importance = mlContext.BinaryClassification.PermutationFeatureImportance(trained, scored, permutationCount: 3);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Features"].Annotations.GetValue("SlotNames", ref names);
        Print.Line($"change of the area under the ROC curve when a feature is shuffled (mean of 3)");
        var changes = names.DenseValues().Zip(importance, (name, change) => (Name: name, Change: change.AreaUnderRocCurve.Mean));
        foreach (var (name, change) in changes.OrderBy(pair => pair.Change).Take(FeaturesShown))
        {
            Print.Line($"{name,-32} {change,8:F4}");
        }
    }
}
