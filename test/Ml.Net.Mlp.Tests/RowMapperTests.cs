using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Single rows: what a prediction engine is made of.</summary>
public sealed class RowMapperTests
{
    private static readonly MlpMulticlassTransformer Model = Blobs.Train();

    [Fact]
    public void It_is_bound_to_the_very_schemas_that_its_callers_compare()
    {
        var input = Blobs.View();
        var mapper = ((ITransformer)Model).GetRowToRowMapper(input.Schema);
        using var cursor = input.GetRowCursor(input.Schema);

        ((ITransformer)Model).IsRowToRowMapper.Should().BeTrue();
        mapper.InputSchema.Should().BeSameAs(input.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        row.Schema.Should().BeSameAs(mapper.OutputSchema);
        SchemaText.Of(mapper.OutputSchema).Should().Be(SchemaText.Of(Model.Transform(input).Schema));
    }

    [Fact]
    public void Score_columns_depend_on_the_features_and_other_columns_on_themselves()
    {
        var input = Blobs.View();
        var mapper = ((ITransformer)Model).GetRowToRowMapper(input.Schema);
        string[] Dependencies(params string[] names) =>
            [.. mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name)];

        Dependencies("Score").Should().Equal("Features");
        Dependencies("PredictedLabel", "Features").Should().Equal("Features");
        Dependencies("Label").Should().Equal("Label");
        Dependencies("Label", "Score").Should().BeEquivalentTo("Label", "Features");
        Dependencies().Should().BeEmpty();
    }

    [Fact]
    public void The_row_follows_its_input()
    {
        var input = Blobs.View(9);
        var mapper = ((ITransformer)Model).GetRowToRowMapper(input.Schema);
        var expected = Rows.Scores(Model.Transform(input));
        var cursor = input.GetRowCursor(input.Schema);
        VBuffer<float> scores = default;
        using (var row = mapper.GetRow(cursor, [mapper.OutputSchema["Score"]]))
        {
            var score = row.GetGetter<VBuffer<float>>(mapper.OutputSchema["Score"]);
            for (var i = 0; cursor.MoveNext(); i++)
            {
                score(ref scores);
                scores.DenseValues().Should().Equal(expected[i]);
                row.Position.Should().Be(i);
            }

            row.IsColumnActive(mapper.OutputSchema["Label"]).Should().BeFalse();
            row.Invoking(r => r.GetGetter<uint>(mapper.OutputSchema["Label"])).Should().Throw<ArgumentException>();
        }

        input.OpenCursors.Should().Be(0, "the row disposes its input");
    }

    [Fact]
    public void A_row_is_scored_without_allocation()
    {
        float[] values = [1, 0, 0];
        var input = new TestView(10_000, TestColumn.Features(3, _ => values));
        var mapper = ((ITransformer)Model).GetRowToRowMapper(input.Schema);
        using var cursor = input.GetRowCursor(input.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var score = row.GetGetter<VBuffer<float>>(mapper.OutputSchema["Score"]);
        var predicted = row.GetGetter<uint>(mapper.OutputSchema["PredictedLabel"]);
        VBuffer<float> scores = default;
        var key = 0u;
        long AllocatedBy(int rows)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rows; i++)
            {
                cursor.MoveNext();
                score(ref scores);
                predicted(ref key);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The runtime allocates a little of its own when it compiles a method anew, but not in every round.
        AllocatedBy(500);
        Enumerable.Range(0, 5).Min(_ => AllocatedBy(1000)).Should().Be(0);
    }

    [Fact]
    public void A_prediction_engine_may_be_made_of_the_transformer_alone()
    {
        var engine = new MLContext(1).Model.CreatePredictionEngine<Point, Prediction>(Model);

        engine.Predict(new Point { Features = [1, 0, 0] }).PredictedLabel.Should().Be(1);
        engine.Predict(new Point { Features = [0, 1, 0] }).PredictedLabel.Should().Be(2);
        engine.Predict(new Point { Features = [float.NaN, 1, 0] }).PredictedLabel.Should().Be(0);
        engine.Predict(new Point { Features = [0, 0, 1] }).PredictedLabel.Should().Be(3);
    }

    [Fact]
    public void Engines_on_several_threads_share_one_model()
    {
        var expected = Rows.Scores(Model.Transform(Blobs.View(200)));
        var mlContext = new MLContext(1);

        Parallel.For(0, 8, _ =>
        {
            var engine = mlContext.Model.CreatePredictionEngine<Point, Prediction>(Model);
            for (var row = 0; row < expected.Length; row++)
            {
                engine.Predict(new Point { Features = Blobs.Values(row) }).Score.Should().Equal(expected[row]);
            }
        });
    }

    private sealed class Point
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        [KeyType(3)]
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }
}
