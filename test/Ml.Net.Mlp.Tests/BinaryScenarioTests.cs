using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>What one does with the binary trainer. Read it as documentation: every test is a program of its own.</summary>
public sealed class BinaryScenarioTests
{
    [Fact]
    public void A_pipeline_learns_which_customers_leave()
    {
        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TrainTestSplit(LoadChurn(mlContext), testFraction: 0.3, seed: 1);

        var model = ChurnPipeline(mlContext).Fit(split.TrainSet);

        var metrics = mlContext.BinaryClassification.Evaluate(model.Transform(split.TestSet));
        metrics.Accuracy.Should().BeGreaterThan(0.78);
        metrics.AreaUnderRocCurve.Should().BeGreaterThan(0.82);
        metrics.LogLoss.Should().BeLessThan(0.66, "probabilities are calibrated; this is in bits");
        metrics.LogLossReduction.Should().BeGreaterThan(0.2);
    }

    [Fact]
    public void Cross_validation_trains_and_judges_a_model_for_each_fold()
    {
        var mlContext = new MLContext(seed: 1);

        var folds = mlContext.BinaryClassification.CrossValidate(LoadChurn(mlContext), ChurnPipeline(mlContext), numberOfFolds: 3);

        folds.Should().HaveCount(3);
        folds.Average(fold => fold.Metrics.AreaUnderRocCurve).Should().BeGreaterThan(0.82);
    }

    [Fact]
    public void Permutation_importance_tells_which_features_matter()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TaskCase.Binary.View();

        var importance = mlContext.BinaryClassification.PermutationFeatureImportance(
            (MlpBinaryTransformer)TaskCase.Binary.Fit(TaskCase.Binary.QuickOptions(options => options.Epochs = 40), data), data, permutationCount: 3);

        // Feature 0 alone tells the first cloud from the others.
        importance.Should().HaveCount(3);
        importance[0].Accuracy.Mean.Should().BeLessThan(-0.1).And.BeLessThan(importance[1].Accuracy.Mean).And.BeLessThan(importance[2].Accuracy.Mean);
    }

    [Fact]
    public void Several_labels_are_learned_at_once()
    {
        var mlContext = new MLContext(seed: 1);
        var penguins = mlContext.Data.ShuffleRows(Penguins.Load(mlContext), seed: 1);
        var split = mlContext.Data.TrainTestSplit(penguins, testFraction: 0.3, seed: 1);
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding("Species")
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("Sex"))
            .Append(mlContext.Transforms.Concatenate("Label", "Species", "Sex"))
            .Append(mlContext.Transforms.Concatenate("Features", "BillLength", "BillDepth", "FlipperLength", "Mass"))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(mlContext.BinaryClassification.Trainers.Mlp(hiddenLayers: [16], learningRate: 0.01f, epochs: 60));

        var scored = pipeline.Fit(split.TrainSet).Transform(split.TestSet);

        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Probability"].Annotations.GetValue("SlotNames", ref names);
        names.DenseValues().Select(name => name.ToString())
            .Should().BeEquivalentTo("Species.Adelie", "Species.Gentoo", "Species.Chinstrap", "Sex.male", "Sex.female");
        var right = scored.GetColumn<float[]>("Label").Zip(scored.GetColumn<bool[]>("PredictedLabel"))
            .SelectMany(row => row.First.Zip(row.Second, (label, predicted) => label > 0.5f == predicted ? 1.0 : 0));
        right.Average().Should().BeGreaterThan(0.9);
    }

    private static IDataView LoadChurn(MLContext mlContext) => mlContext.Data.LoadFromTextFile(
        "data/churn/churn.csv".BesideThisProgram(),
        [
            new("Label", DataKind.Boolean, 0),
            new("Flags", DataKind.Single, 1, 4),
            new("Tenure", DataKind.Single, 5),
            new("Internet", DataKind.String, 8),
            new("Contract", DataKind.String, 15),
            new("Charges", DataKind.Single, 18),
        ],
        separatorChar: ',', hasHeader: true);

    private static IEstimator<ITransformer> ChurnPipeline(MLContext mlContext) =>
        mlContext.Transforms.Categorical.OneHotEncoding([new("Internet"), new("Contract")])
            .Append(mlContext.Transforms.Concatenate("Numbers", "Flags", "Tenure", "Charges"))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Numbers"))
            .Append(mlContext.Transforms.Concatenate("Features", "Numbers", "Internet", "Contract"))
            .Append(mlContext.BinaryClassification.Trainers.Mlp(hiddenLayers: [16], epochs: 8, batchSize: 64, learningRate: 0.005f));
}
