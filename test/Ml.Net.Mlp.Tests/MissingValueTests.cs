using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Engine;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Features that are missing, in training and in scoring.</summary>
public sealed class MissingValueTests
{
    private static readonly MLContext Context = new(1);

    [Fact]
    public void The_mean_of_the_training_rows_takes_the_place_of_a_missing_feature()
    {
        // Slot 1 is missing in every second row, and 4 in the others.
        var view = View(row => [row % 3, row % 2 == 0 ? float.NaN : 4, 1]);

        var model = Fit(view, MissingValueHandling.Mean);

        model.Model.Network.Description.Layers[0].Should().Be(new ImputationLayer(MissingValueHandling.Mean));
        Scores(model, [0, float.NaN, 1]).Should().Equal(Scores(model, [0, 4, 1]));
        Scores(model, [float.NaN, 2, 1]).Should().Equal(Scores(model, [1, 2, 1]));
        Rows.Scores(model.Transform(view)).SelectMany(score => score).Should().OnlyContain(score => float.IsFinite(score));
    }

    [Fact]
    public void Zero_takes_its_place_where_that_is_wanted()
    {
        var model = Fit(View(row => [row % 3, row % 2 == 0 ? float.NaN : 4, 1]), MissingValueHandling.Zero);

        Scores(model, [0, float.NaN, 1]).Should().Equal(Scores(model, [0, 0, 1]));
    }

    [Fact]
    public void The_values_are_saved_with_the_model()
    {
        var view = View(row => [row % 3, row % 2 == 0 ? float.NaN : 4, 1]);
        var model = Fit(view, MissingValueHandling.Mean);
        using var stream = new MemoryStream();

        Context.Model.Save(model, view.Schema, stream);
        stream.Position = 0;
        var loaded = Context.Model.Load(stream, out _);

        Rows.Scores(loaded.Transform(view)).Should().BeEquivalentTo(Rows.Scores(model.Transform(view)), options => options.WithStrictOrdering());
    }

    [Fact]
    public void An_infinite_feature_has_no_score_all_the_same()
    {
        var model = Fit(View(row => [row % 3, float.NaN, 1]), MissingValueHandling.Mean);

        Scores(model, [0, float.PositiveInfinity, float.NaN]).Should().OnlyContain(score => float.IsNaN(score));
        RowScores(model, [0, float.NegativeInfinity, float.NaN]).Should().OnlyContain(score => float.IsNaN(score));
        RowScores(model, [0, 1, float.NaN]).Should().Equal(Scores(model, [0, 1, float.NaN])).And.OnlyContain(score => float.IsFinite(score));
    }

    [Fact]
    public void An_infinite_feature_is_refused_in_training_all_the_same() =>
        FluentActions.Invoking(() => Fit(View(row => [row == 4 ? float.NaN : 0, row == 7 ? float.NegativeInfinity : 0, 1]), MissingValueHandling.Mean))
            .Should().Throw<InvalidOperationException>()
            .WithMessage("Feature column 'Features' is -Infinity in slot 1 of row 7 of the training data (rows and slots counted from 0); expected a finite number, or NaN for a missing value.");

    [Fact]
    public void The_refusal_names_the_option() =>
        FluentActions.Invoking(() => Fit(View(row => [float.NaN, 0, 1]), MissingValueHandling.Refuse))
            .Should().Throw<InvalidOperationException>().WithMessage("*expected a finite number. Set the option MissingValues, replace such values *");

    [Fact]
    public void Rows_of_the_validation_may_miss_features_too()
    {
        var options = Options(MissingValueHandling.Mean);
        options.ValidationSet = View(row => [float.NaN, row % 3, 1]);

        Context.MulticlassClassification.Trainers.Mlp(options).Fit(View(row => [row % 3, 0, 1]))
            .Model.History.Should().OnlyContain(epoch => epoch.ValidationLoss > 0);
    }

    private static TestView View(Func<int, float[]> features) => new(30, TestColumn.Features(3, features), Blobs.Label());

    private static MlpMulticlassTrainer.Options Options(MissingValueHandling handling)
    {
        var options = Iris.QuickOptions();
        options.MissingValues = handling;
        return options;
    }

    private static MlpMulticlassTransformer Fit(IDataView view, MissingValueHandling handling) =>
        Context.MulticlassClassification.Trainers.Mlp(Options(handling)).Fit(view);

    private static float[] Scores(ITransformer model, float[] features) =>
        Rows.Scores(model.Transform(new TestView(1, TestColumn.Features(3, _ => features))))[0];

    /// <summary>The same by the way of a prediction engine.</summary>
    private static float[] RowScores(ITransformer model, float[] features)
    {
        var view = new TestView(1, TestColumn.Features(3, _ => features));
        var mapper = model.GetRowToRowMapper(view.Schema);
        using var cursor = view.GetRowCursor(view.Schema);
        cursor.MoveNext();
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var score = default(VBuffer<float>);
        row.GetGetter<VBuffer<float>>(row.Schema["Score"])(ref score);
        return [.. score.DenseValues()];
    }
}
