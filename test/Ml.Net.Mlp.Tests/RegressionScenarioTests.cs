using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>What one does with the regression trainer. Read it as documentation: every test is a program of its own.</summary>
public sealed class RegressionScenarioTests
{
    [Fact]
    public void A_pipeline_learns_the_mass_of_penguins_in_grams()
    {
        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TrainTestSplit(Penguins.Load(mlContext), testFraction: 0.3, seed: 1);

        var model = MassPipeline(mlContext).Fit(split.TrainSet);

        var metrics = mlContext.Regression.Evaluate(model.Transform(split.TestSet), labelColumnName: "Mass");
        metrics.RSquared.Should().BeGreaterThan(0.8);
        metrics.MeanAbsoluteError.Should().BeLessThan(300, "that is in grams");
    }

    [Fact]
    public void Cross_validation_trains_and_judges_a_model_for_each_fold()
    {
        var mlContext = new MLContext(seed: 1);

        var folds = mlContext.Regression.CrossValidate(Penguins.Load(mlContext), MassPipeline(mlContext), numberOfFolds: 3, labelColumnName: "Mass");

        folds.Should().HaveCount(3);
        folds.Average(fold => fold.Metrics.RSquared).Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Permutation_importance_tells_which_features_matter()
    {
        var mlContext = new MLContext(seed: 1);
        var data = TaskCase.Regression.View();

        var importance = mlContext.Regression.PermutationFeatureImportance(
            (MlpRegressionTransformer)TaskCase.Regression.Fit(TaskCase.Regression.QuickOptions(options => options.Epochs = 40), data), data, permutationCount: 3);

        importance.Should().HaveCount(3);
        importance.Select(feature => feature.RSquared.Mean).Should().OnlyContain(change => change < 0);
    }

    [Fact]
    public void Several_numbers_are_learned_at_once()
    {
        var mlContext = new MLContext(seed: 1);
        var split = mlContext.Data.TrainTestSplit(Penguins.Load(mlContext), testFraction: 0.3, seed: 1);
        var pipeline = mlContext.Transforms.Categorical.OneHotEncoding([new("Species"), new("Sex")])
            .Append(mlContext.Transforms.Concatenate("Features", "Species", "Sex"))
            .Append(mlContext.Transforms.Concatenate("Label", "BillLength", "Mass"))
            .Append(mlContext.Regression.Trainers.Mlp(hiddenLayers: [8], learningRate: 0.01f));

        var scored = pipeline.Fit(split.TrainSet).Transform(split.TestSet);

        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].Annotations.GetValue("SlotNames", ref names);
        names.DenseValues().Select(name => name.ToString()).Should().Equal("BillLength", "Mass");
        RSquared(scored, 0).Should().BeGreaterThan(0.7);
        RSquared(scored, 1).Should().BeGreaterThan(0.7);
    }

    [Fact]
    public void The_trained_network_yields_numbers_on_the_scale_of_the_label_without_MLNET()
    {
        var data = TaskCase.Regression.View();
        var network = TaskCase.Regression.Fit(TaskCase.Regression.QuickOptions(options => options.Epochs = 40), data).Model.Network;
        var output = new float[1];

        network.Predict([0, 0, 1], output);

        output[0].Should().BeApproximately(70, 4);
    }

    private static double RSquared(IDataView scored, int slot)
    {
        var labels = scored.GetColumn<float[]>("Label").Select(label => (double)label[slot]).ToArray();
        var errors = scored.GetColumn<float[]>("Score").Zip(labels, (score, label) => Math.Pow(score[slot] - label, 2));
        return 1 - (errors.Sum() / labels.Sum(label => Math.Pow(label - labels.Average(), 2)));
    }

    private static IEstimator<ITransformer> MassPipeline(MLContext mlContext) =>
        mlContext.Transforms.Categorical.OneHotEncoding([new("Species"), new("Sex")])
            .Append(mlContext.Transforms.Concatenate("Numbers", "BillLength", "BillDepth", "FlipperLength"))
            .Append(mlContext.Transforms.NormalizeMeanVariance("Numbers"))
            .Append(mlContext.Transforms.Concatenate("Features", "Numbers", "Species", "Sex"))
            .Append(mlContext.Regression.Trainers.Mlp("Mass", hiddenLayers: [16], epochs: 60));
}
