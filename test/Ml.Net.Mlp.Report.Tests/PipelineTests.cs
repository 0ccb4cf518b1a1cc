using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Ml.Net.Mlp.Report.Tests.Support;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Report.Tests;

/// <summary>Reports of whole pipelines, from rows as they are before them.</summary>
public sealed class PipelineTests
{
    private static readonly MLContext Context = new(1);
    private static readonly IDataView Flowers = Context.Data.LoadFromTextFile(
        Path.Combine(AppContext.BaseDirectory, "data", "iris", "iris.csv"), [new("Measures", DataKind.Single, 0, 3), new("Species", DataKind.String, 4)],
        separatorChar: ',', hasHeader: true);

    private readonly MlpReportOptions _options = new() { Date = DateTimeOffset.UnixEpoch };

    [Fact]
    public void A_pipeline_transforms_the_rows_itself_and_knows_its_columns()
    {
        var model = Pipeline().Fit(Flowers);

        var page = ReportDocument.Of(model, Flowers, _options);

        var network = model.OfType<MlpMulticlassTransformer>().Single();
        page.Html.Should().Be(ReportDocument.Of(network.Model, model.Transform(Flowers), _options).Html);
        page.Text("header p").Should().Contain("label Class, features Scaled.");
        page.All("#matrix tbody th").Select(head => head.TextContent).Should().Equal("setosa", "versicolor", "virginica");
        page.Tile("Accuracy").Should().Be(Figure.FinePercent(Context.MulticlassClassification.Evaluate(model.Transform(Flowers), "Class").MicroAccuracy));
    }

    [Fact]
    public void A_loaded_pipeline_gives_the_same_page_as_the_one_that_was_saved()
    {
        var model = Pipeline().Fit(Flowers);
        using var file = new TemporaryFile("model.zip");
        Context.Model.Save(model, Flowers.Schema, file.Path);

        var loaded = new MLContext().Model.Load(file.Path, out _);

        ReportDocument.Of(loaded, Flowers, _options).Html.Should().Be(ReportDocument.Of(model, Flowers, _options).Html);
    }

    [Fact]
    public void A_pipeline_without_a_network_or_with_two_is_refused()
    {
        var without = Context.Transforms.NormalizeMinMax("Measures").Fit(Flowers);
        var model = Pipeline().Fit(Flowers);

        FluentActions.Invoking(() => ReportDocument.Of(without, Flowers)).Should().Throw<ArgumentException>()
            .WithMessage("The pipeline has 0 multilayer perceptrons in it; expected one.*");
        FluentActions.Invoking(() => ReportDocument.Of(new TransformerChain<ITransformer>(model, model), Flowers)).Should().Throw<ArgumentException>()
            .WithMessage("The pipeline has 2 multilayer perceptrons in it; expected one.*");
    }

    private static EstimatorChain<KeyToValueMappingTransformer> Pipeline() => Context.Transforms.NormalizeMinMax("Scaled", "Measures")
        .Append(Context.Transforms.Conversion.MapValueToKey("Class", "Species"))
        .Append(Context.MulticlassClassification.Trainers.Mlp(new MlpMulticlassTrainer.Options
        {
            LabelColumnName = "Class", FeatureColumnName = "Scaled", HiddenLayers = [8], Epochs = 10, BatchSize = 16, Seed = 1,
        }))
        .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
}
