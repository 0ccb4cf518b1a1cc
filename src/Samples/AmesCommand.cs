using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;

namespace Ml.Net.Mlp.Samples;

/// <summary>Regression: prices of houses, in dollars as they are.</summary>
internal static class AmesCommand
{
    public const string Name = "ames";

    public static Command Create()
    {
        var options = new SampleOptions(Name, epochs: 40, hidden: [64, 32]);
        var command = new Command(Name, "Prices of houses: regression on labels in the hundred thousands, beside the mean price.");
        options.AddTo(command);
        command.Add(options.Report);
        command.SetAction(parsed => Run(parsed, options));
        return command;
    }

    private static int Run(ParseResult parsed, SampleOptions options)
    {
        var seed = parsed.GetValue(options.Seed);
        var mlContext = new MLContext(seed);
        var houses = Table.Ames.Load(mlContext);
        var split = mlContext.Data.TrainTestSplit(houses, testFraction: 0.25, seed: seed);
        Print.Title("Data");
        var prices = split.TrainSet.GetColumn<float>("Label").ToArray();
        Print.Line($"{prices.Length:N0} houses to learn from: {prices.Min():N0} to {prices.Max():N0} dollars, {prices.Average():N0} on average");

        Print.Title("Training");
        using var training = new TrainingDisplay(parsed.GetValue(options.Epochs), every: 5);
        var pipeline = CreatePipeline(training);
        var model = training.Run(() => pipeline.Fit(split.TrainSet));
        training.Close(model.OfType<MlpRegressionTransformer>().Single().Model);

        Print.Title("Test");
        var scored = model.Transform(split.TestSet);
        var metrics = mlContext.Regression.Evaluate(scored);
        var labels = scored.GetColumn<float>("Label").ToArray();
        Print.Line($"R²                        {metrics.RSquared:F4}");
        Print.Line($"mean absolute error       {metrics.MeanAbsoluteError:N0} dollars; of the mean price {labels.Average(price => Math.Abs(price - prices.Average())):N0}");
        Print.Line($"root mean squared error   {metrics.RootMeanSquaredError:N0} dollars");
        Print.Line($"");
        Print.Line($"The first five test houses:");
        foreach (var (price, score) in labels.Zip(scored.GetColumn<float>("Score")).Take(5))
        {
            Print.Line($"{price,9:N0} dollars, predicted {score,9:N0}");
        }

        Print.Report(parsed.GetValue(options.Report), path => model.SaveReport(path, split.TestSet, new MlpReportOptions
        {
            Title = "Prices of houses",
            Notes = "Prices are in dollars.",
        }));
        Print.Title("Cross-validation");
        var folds = mlContext.Regression.CrossValidate(houses, CreatePipeline(null), numberOfFolds: 5, seed: seed);
        Print.Line($"mean of {folds.Count} folds: R² {folds.Average(f => f.Metrics.RSquared):F4}, mean absolute error {folds.Average(f => f.Metrics.MeanAbsoluteError):N0} dollars");

        Print.Title("Model");
        SavedModel.Check(mlContext, model, houses.Schema, parsed.GetValue(options.Output)!, Name, model.Transform(houses));
        Print.Line($"test R² {metrics.RSquared:F4}");
        return 0;

        EstimatorChain<MlpRegressionTransformer> CreatePipeline(TrainingDisplay? display) => Table.Ames.Featurize(mlContext)
            .Append(mlContext.Regression.Trainers.Mlp(new MlpRegressionTrainer.Options
            {
                HiddenLayers = parsed.GetValue(options.Hidden)!,
                Epochs = parsed.GetValue(options.Epochs),
                Activation = Activation.Tanh,
                Loss = Loss.Huber(),
                L2Regularization = 0.01f,
                Seed = seed,
                NumberOfThreads = parsed.GetValue(options.Threads),
                Progress = display is null ? null : display.Show,
                CancellationToken = display?.CancellationToken ?? default,
                CancellationBehavior = CancellationBehavior.KeepBest,
            }));
    }
}
