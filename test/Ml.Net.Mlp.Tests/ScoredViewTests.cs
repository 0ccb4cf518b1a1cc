using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>The scored view and its cursors, which read blocks of rows ahead.</summary>
public sealed class ScoredViewTests
{
    // Several blocks (1, 2, 4, ... 256, 256) and a part of one.
    private const int RowCount = 900;

    private static readonly MlpMulticlassTransformer Model = Blobs.Train();

    [Fact]
    public void A_cursor_with_every_column_active_says_the_same_as_the_input_and_the_row_mapper()
    {
        var input = EveryType(RowCount);
        var scored = Model.Transform(input);

        using var cursor = scored.GetRowCursor(scored.Schema);
        using var expected = input.GetRowCursor(input.Schema);
        var mapper = ((ITransformer)Model).GetRowToRowMapper(input.Schema);
        var expectedScores = RowText.Of(mapper.GetRow(expected, mapper.OutputSchema));
        var scores = RowText.Of(cursor);

        for (var row = 0; row < RowCount; row++)
        {
            cursor.MoveNext().Should().BeTrue();
            expected.MoveNext();
            scores().Should().Be(expectedScores(), "this is row {0}", row);
            cursor.Position.Should().Be(row);
            cursor.Batch.Should().Be(expected.Batch);
        }

        cursor.MoveNext().Should().BeFalse();
        cursor.MoveNext().Should().BeFalse();
        cursor.Position.Should().Be(-1);
    }

    [Fact]
    public void Rows_can_be_read_in_any_fashion_within_a_row()
    {
        var scored = Model.Transform(EveryType(50));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        var value = 0f;
        VBuffer<float> first = default, second = default;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            // Some rows are never asked for anything, some twice, and the getters may be called in any order.
            if (row % 3 == 0)
            {
                score(ref first);
                number(ref value);
                score(ref second);
                value.Should().Be(row);
                second.DenseValues().Should().Equal(first.DenseValues());
            }
        }
    }

    [Fact]
    public void Consumers_may_write_to_the_buffers_that_they_get()
    {
        var scored = Model.Transform(EveryType(20));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var features = cursor.GetGetter<VBuffer<float>>(scored.Schema["Features"]);
        VBuffer<float> mine = default, again = default;
        while (cursor.MoveNext())
        {
            features(ref mine);
            VBufferEditor.CreateFromBuffer(ref mine).Values.Fill(99);
            features(ref again);
            again.DenseValues().Should().NotContain(99);
        }
    }

    [Fact]
    public void Only_the_columns_that_are_wanted_are_read()
    {
        var input = EveryType(10);
        var scored = Model.Transform(input);

        scored.GetRowCursor([scored.Schema["Score"]]).Dispose();
        input.LastColumns.Should().Equal("Features");
        scored.GetRowCursor([scored.Schema["Number"], scored.Schema["PredictedLabel"]]).Dispose();
        input.LastColumns.Should().BeEquivalentTo("Number", "Features");
        scored.GetRowCursor([scored.Schema["Number"]]).Dispose();
        input.LastColumns.Should().Equal("Number");
        input.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void Without_scores_nothing_is_read_ahead()
    {
        var input = EveryType(10);
        var scored = Model.Transform(input);
        using var cursor = scored.GetRowCursor([scored.Schema["Number"]]);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var value = 0f;

        cursor.MoveNext();
        number(ref value);
        input.RowsRead.Should().Be(1);
        cursor.MoveNext();
        number(ref value);

        input.RowsRead.Should().Be(2);
        value.Should().Be(1);
        cursor.Position.Should().Be(1);
        cursor.Schema.Should().BeSameAs(scored.Schema);
    }

    [Fact]
    public void Who_takes_few_rows_does_not_wait_for_many()
    {
        var input = EveryType(1000);
        var scored = Model.Transform(input);

        using (var cursor = scored.GetRowCursor([scored.Schema["Score"]]))
        {
            for (var row = 0; row < 3; row++)
            {
                cursor.MoveNext();
            }
        }

        input.RowsRead.Should().Be(3, "the first blocks are of 1 and 2 rows");
    }

    [Fact]
    public void TakeRows_yields_the_first_rows()
    {
        var mlContext = new MLContext(1);
        var scored = Model.Transform(EveryType(300));

        var taken = mlContext.Data.TakeRows(scored, 7);

        Rows.Read<float>(taken, "Number").Should().Equal(0, 1, 2, 3, 4, 5, 6);
        Rows.Predictions(taken).Should().Equal(Rows.Predictions(scored).Take(7));
    }

    [Fact]
    public void Cached_data_scores_the_same()
    {
        var mlContext = new MLContext(1);
        var input = EveryType(300);

        var fromCache = Model.Transform(mlContext.Data.Cache(input));
        var cached = mlContext.Data.Cache(Model.Transform(input));

        var expected = Rows.Predictions(Model.Transform(input));
        Rows.Predictions(fromCache).Should().Equal(expected);
        Rows.Predictions(cached).Should().Equal(expected);
    }

    [Fact]
    public void Shuffled_data_scores_each_row_as_before()
    {
        var mlContext = new MLContext(1);
        var expected = Rows.Predictions(Model.Transform(EveryType(300)));

        var scored = mlContext.Data.ShuffleRows(Model.Transform(mlContext.Data.Cache(EveryType(300))), seed: 3);

        var numbers = Rows.Read<float>(scored, "Number").ToArray();
        numbers.Should().BeEquivalentTo(Enumerable.Range(0, 300).Select(i => (float)i)).And.NotBeInAscendingOrder();
        var predictions = new uint[300];
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var predicted = cursor.GetGetter<uint>(scored.Schema["PredictedLabel"]);
        var row = 0f;
        while (cursor.MoveNext())
        {
            number(ref row);
            predicted(ref predictions[(int)row]);
        }

        predictions.Should().Equal(expected);
    }

    [Fact]
    public void Parallel_cursors_together_yield_every_row_once_with_its_score()
    {
        var scored = Model.Transform(EveryType(RowCount));
        var expected = Rows.Predictions(scored);
        var columns = new[] { scored.Schema["Number"], scored.Schema["PredictedLabel"] };

        var cursors = scored.GetRowCursorSet(columns, 4);
        var found = new uint[RowCount];
        var batches = new long[RowCount];
        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var number = cursor.GetGetter<float>(columns[0]);
                var predicted = cursor.GetGetter<uint>(columns[1]);
                var row = 0f;
                while (cursor.MoveNext())
                {
                    number(ref row);
                    predicted(ref found[(int)row]);
                    batches[(int)row] = cursor.Batch;
                }
            }
        });

        cursors.Should().HaveCount(4);
        found.Should().Equal(expected);
        batches.Should().Equal(Enumerable.Range(0, RowCount).Select(row => (long)row), "rows keep the batch numbers of the input");
    }

    [Fact]
    public void An_empty_view_is_scored_to_an_empty_view()
    {
        var scored = Model.Transform(EveryType(0));

        scored.Schema.Select(column => column.Name).Should().EndWith(["PredictedLabel", "Score"]);
        Rows.Scores(scored).Should().BeEmpty();
        scored.GetRowCount().Should().Be(0);
    }

    [Fact]
    public void Scoring_scored_data_again_hides_the_old_columns_and_numbers_the_new_ones()
    {
        var once = Model.Transform(EveryType(40));
        var twice = Model.Transform(once);

        twice.Schema.Where(column => column.Name == "Score").Select(column => column.IsHidden).Should().Equal(true, false);
        var setId = 0u;
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref setId);
        setId.Should().Be(2);
        Rows.Scores(twice).Should().BeEquivalentTo(Rows.Scores(once), o => o.WithStrictOrdering());

        // The hidden columns can still be read, by their index.
        using var cursor = twice.GetRowCursor(twice.Schema);
        var text = RowText.Of(cursor);
        while (cursor.MoveNext())
        {
            text().Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_feature_that_is_not_known_gives_no_score_and_no_class()
    {
        var scored = Model.Transform(new TestView(4, TestColumn.Features(3, row => row switch
        {
            1 => [float.NaN, 0, 0],
            2 => [0, 0, float.PositiveInfinity],
            _ => [1, 0, 0],
        })));

        var scores = Rows.Scores(scored);
        scores[1].Concat(scores[2]).Should().OnlyContain(score => float.IsNaN(score));
        scores[0].Concat(scores[3]).Should().OnlyContain(score => float.IsFinite(score));
        Rows.Predictions(scored).Should().Equal(1, 0, 0, 1);
    }

    [Fact]
    public void A_getter_of_an_inactive_column_or_a_wrong_type_is_refused()
    {
        var scored = Model.Transform(EveryType(4));
        using var cursor = scored.GetRowCursor([scored.Schema["Number"], scored.Schema["Score"]]);
        using var passing = scored.GetRowCursor([scored.Schema["Number"]]);

        foreach (var each in new[] { cursor, passing })
        {
            each.Invoking(c => c.GetGetter<uint>(scored.Schema["PredictedLabel"])).Should().Throw<ArgumentException>()
                .WithMessage("Column 'PredictedLabel' was not among the columns that the rows were opened with.*");
        }

        cursor.Invoking(c => c.GetGetter<int>(scored.Schema["Number"])).Should().Throw<InvalidOperationException>()
            .WithMessage("Column 'Number' is of type Single, *; a getter of System.Int32 was asked for.");
        cursor.Invoking(c => c.GetGetter<float>(scored.Schema["Score"])).Should().Throw<InvalidOperationException>()
            .WithMessage("Column 'Score' is of type Vector<Single, 3>, *; a getter of System.Single was asked for.");
        cursor.IsColumnActive(scored.Schema["PredictedLabel"]).Should().BeFalse();
        cursor.IsColumnActive(scored.Schema["Score"]).Should().BeTrue();
    }

    [Fact]
    public void A_value_before_the_first_row_or_behind_the_last_is_refused()
    {
        var scored = Model.Transform(EveryType(1));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var score = cursor.GetGetter<VBuffer<float>>(scored.Schema["Score"]);
        void Refuses()
        {
            var value = 0f;
            VBuffer<float> scores = default;
            FluentActions.Invoking(() => number(ref value)).Should().Throw<InvalidOperationException>().WithMessage("The cursor is not at a row*");
            FluentActions.Invoking(() => score(ref scores)).Should().Throw<InvalidOperationException>().WithMessage("The cursor is not at a row*");
        }

        Refuses();
        cursor.MoveNext();
        cursor.MoveNext();
        Refuses();
    }

    [Theory]
    [InlineData("Features of another size", 4, "Schema mismatch for feature column 'Features': expected Vector<Single, 3>, got Vector<Single, 4>*")]
    [InlineData("Features missing", 0, "Could not find feature column 'Features'*")]
    public void Data_that_does_not_fit_the_model_is_refused(string what, int size, string message)
    {
        var data = size == 0
            ? new TestView(2, TestColumn.Of("Other", NumberDataViewType.Single, _ => 1f))
            : new TestView(2, TestColumn.Features(size, _ => new float[size]));

        Model.Invoking(m => m.Transform(data)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
        Model.Invoking(m => m.GetOutputSchema(data.Schema)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
        Model.Invoking(m => ((ITransformer)m).GetRowToRowMapper(data.Schema)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
    }

    private static TestView EveryType(int rows) => Blobs.View(rows,
        TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
        TestColumn.Of("Double", NumberDataViewType.Double, row => row / 7.0),
        TestColumn.Of("Long", NumberDataViewType.Int64, row => (long)row * row),
        TestColumn.Of("Flag", BooleanDataViewType.Instance, row => row % 2 == 0),
        TestColumn.Of("Text", TextDataViewType.Instance, row => $"row {row}".AsMemory()),
        TestColumn.Of("Texts", new VectorDataViewType(TextDataViewType.Instance), row =>
            new VBuffer<ReadOnlyMemory<char>>(row % 4, [.. Enumerable.Range(0, row % 4).Select(i => $"{row}.{i}".AsMemory())])),
        TestColumn.Of("Sparse", new VectorDataViewType(NumberDataViewType.Int32, 9), row =>
            new VBuffer<int>(9, 1, [row], [row % 9])));
}
