using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>
/// What one does with the trainer, from a CSV file to predictions in another process. Read it as documentation: every test
/// is a program of its own.
/// </summary>
public sealed class ScenarioTests
{
    [Fact]
    public void A_pipeline_learns_iris_and_is_evaluated_on_held_out_rows()
    {
        var mlContext = new MLContext(seed: 1);
        var data = mlContext.Data.LoadFromTextFile<IrisRow>("data/iris/iris.csv".BesideThisProgram(), separatorChar: ',', hasHeader: true);
        var split = mlContext.Data.TrainTestSplit(data, testFraction: 0.3);

        var pipeline = mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .AppendCacheCheckpoint(mlContext)
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [16], epochs: 60, batchSize: 8, learningRate: 0.01f))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var model = pipeline.Fit(split.TrainSet);

        var metrics = mlContext.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
        metrics.MicroAccuracy.Should().BeGreaterThan(0.9);
        metrics.LogLoss.Should().BeLessThan(0.4);
        metrics.ConfusionMatrix.GetFormattedConfusionTable().Should().Contain("setosa").And.Contain("versicolor").And.Contain("virginica");
    }

    [Fact]
    public void One_row_is_predicted_with_the_probability_of_every_class()
    {
        var mlContext = new MLContext(seed: 1);
        var model = IrisPipeline(mlContext).Fit(Iris.Load(mlContext));

        var engine = mlContext.Model.CreatePredictionEngine<IrisRow, IrisPrediction>(model);
        var prediction = engine.Predict(new IrisRow { Measures = [5.1f, 3.5f, 1.4f, 0.2f] });

        prediction.PredictedLabel.Should().Be("setosa");
        prediction.Score.Should().HaveCount(3);
        prediction.Score[0].Should().BeGreaterThan(0.9f);
        prediction.Score.Sum().Should().BeApproximately(1, 1e-5f);

        // Which score is whose: the slot names of the column.
        VBuffer<ReadOnlyMemory<char>> names = default;
        engine.OutputSchema["Score"].Annotations.GetValue("SlotNames", ref names);
        names.DenseValues().Select(name => name.ToString()).Should().Equal("setosa", "versicolor", "virginica");
    }

    [Fact]
    public void Cross_validation_trains_and_judges_a_model_for_each_fold()
    {
        var mlContext = new MLContext(seed: 1);

        var folds = mlContext.MulticlassClassification.CrossValidate(Iris.Load(mlContext), IrisPipeline(mlContext), numberOfFolds: 3);

        folds.Should().HaveCount(3);
        folds.Average(fold => fold.Metrics.MicroAccuracy).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void Permutation_importance_tells_which_features_matter()
    {
        var mlContext = new MLContext(seed: 1);
        var data = Iris.Prepare(mlContext);
        var model = mlContext.MulticlassClassification.Trainers
            .Mlp(hiddenLayers: [16], epochs: 60, batchSize: 8, learningRate: 0.01f).Fit(data);

        var importance = mlContext.MulticlassClassification.PermutationFeatureImportance(model, data, permutationCount: 3);

        // Iris species differ in their petals; the sepals say little.
        importance.Should().HaveCount(4);
        var petalWidth = importance[3].MicroAccuracy.Mean;
        petalWidth.Should().BeLessThan(-0.1);
        importance.Select(feature => feature.MicroAccuracy.Mean).Take(2).Should().OnlyContain(sepal => sepal > petalWidth);
    }

    [Fact]
    public void A_saved_model_is_loaded_by_a_process_that_knows_nothing_of_this_library()
    {
        var mlContext = new MLContext(seed: 1);
        var data = Iris.Load(mlContext);
        var model = IrisPipeline(mlContext).Fit(data);
        using var file = new TemporaryFile("iris.zip");

        mlContext.Model.Save(model, data.Schema, file.Path);
        var output = ChildProcess.Run(file.Path);

        var engine = mlContext.Model.CreatePredictionEngine<IrisRow, IrisPrediction>(model);
        output.Should().Equal(
            ["known before: False", .. IrisRow.Some.Select(row => ChildProcess.Line(engine.Predict(row)))],
            "the loaded model scores the same, to the last bit");
    }

    [Fact]
    public void A_validation_set_stops_the_training_when_it_gets_no_better()
    {
        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TrainTestSplit(Iris.Prepare(mlContext), testFraction: 0.3);
        var shown = new List<double>();

        var trainer = mlContext.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            HiddenLayers = [16],
            Activation = Activation.Tanh,
            Optimizer = Optimizer.Sgd(momentum: 0.9f, nesterov: true),
            LearningRate = 0.5f,
            BatchSize = 8,
            Epochs = 500,
            EarlyStopping = new EarlyStopping { Patience = 10 },
            Progress = progress => shown.Add(progress.Result.ValidationLoss!.Value),
        });
        var model = trainer.Fit(split.TrainSet, split.TestSet).Model;

        model.History.StopReason.Should().Be(StopReason.EarlyStopping);
        model.History.Count.Should().BeLessThan(500);
        model.History.Epochs[model.History.BestEpoch - 1].ValidationLoss.Should().Be(shown.Min());
    }

    [Fact]
    public void The_trained_network_can_be_seen_and_used_without_MLNET()
    {
        var mlContext = new MLContext(seed: 1);
        var pipeline = mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [16, 8], epochs: 5));
        var model = pipeline.Fit(Iris.Load(mlContext)).LastTransformer.Model;

        model.Network.Description.ToString().Should().Be("4-16-8-3");
        model.ParameterCount.Should().Be((4 * 16) + 16 + (16 * 8) + 8 + (8 * 3) + 3);
        model.Summary().Should().Contain("Total params: 243");
        model.History.Should().HaveCount(5);

        using var file = new TemporaryFile("iris.mlp");
        model.Network.Save(file.Path);
        var probabilities = new float[3];
        Network.Load(file.Path).Predict([0.6f, 0.8f, 0.2f, 0.1f], probabilities);
        probabilities.Sum().Should().BeApproximately(1, 1e-5f);
    }

    private static IEstimator<ITransformer> IrisPipeline(MLContext mlContext) =>
        mlContext.Transforms.NormalizeMinMax("Features", "Measures")
            .Append(mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(mlContext.MulticlassClassification.Trainers.Mlp(hiddenLayers: [16], epochs: 60, batchSize: 8, learningRate: 0.01f))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
}
