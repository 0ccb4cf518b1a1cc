using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>The scored view and its cursors, which read blocks of rows ahead.</summary>
public abstract class ScoredViewTests
{
    private readonly TaskCase _task;

    private readonly MlpTransformerBase _model;

    private protected ScoredViewTests(TaskCase task) => (_task, _model) = (task, task.Model);

    // Several blocks (1, 2, 4, ... 256, 256) and a part of one.
    private const int RowCount = 900;

    [Fact]
    public void A_cursor_with_every_column_active_says_the_same_as_the_input_and_the_row_mapper()
    {
        var input = EveryType(RowCount);
        var scored = _model.Transform(input);

        using var cursor = scored.GetRowCursor(scored.Schema);
        using var expected = input.GetRowCursor(input.Schema);
        var mapper = ((ITransformer)_model).GetRowToRowMapper(input.Schema);
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
        var scored = _model.Transform(EveryType(50));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var score = RowText.Of(cursor, _task.ScoreColumns);
        var value = 0f;
        for (var row = 0; cursor.MoveNext(); row++)
        {
            // Some rows are never asked for anything, some twice, and the getters may be called in any order.
            if (row % 3 == 0)
            {
                var first = score();
                number(ref value);
                var second = score();
                value.Should().Be(row);
                second.Should().Be(first);
            }
        }
    }

    [Fact]
    public void Consumers_may_write_to_the_buffers_that_they_get()
    {
        var scored = _model.Transform(EveryType(20));
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
        var scored = _model.Transform(input);

        scored.GetRowCursor([scored.Schema["Score"]]).Dispose();
        input.LastColumns.Should().Equal("Features");
        scored.GetRowCursor([scored.Schema["Number"], scored.Schema[_task.ScoreColumns[^1]]]).Dispose();
        input.LastColumns.Should().BeEquivalentTo("Number", "Features");
        scored.GetRowCursor([scored.Schema["Number"]]).Dispose();
        input.LastColumns.Should().Equal("Number");
        input.OpenCursors.Should().Be(0);
    }

    [Fact]
    public void Without_scores_nothing_is_read_ahead()
    {
        var input = EveryType(10);
        var scored = _model.Transform(input);
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
        var scored = _model.Transform(input);

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
        var scored = _model.Transform(EveryType(300));

        var taken = mlContext.Data.TakeRows(scored, 7);

        Rows.Read<float>(taken, "Number").Should().Equal(0, 1, 2, 3, 4, 5, 6);
        Texts(taken).Should().Equal(Texts(scored).Take(7));
    }

    [Fact]
    public void Cached_data_scores_the_same()
    {
        var mlContext = new MLContext(1);
        var input = EveryType(300);

        var fromCache = _model.Transform(mlContext.Data.Cache(input));
        var cached = mlContext.Data.Cache(_model.Transform(input));

        var expected = Texts(_model.Transform(input));
        Texts(fromCache).Should().Equal(expected);
        Texts(cached).Should().Equal(expected);
    }

    [Fact]
    public void Shuffled_data_scores_each_row_as_before()
    {
        var mlContext = new MLContext(1);
        var expected = Texts(_model.Transform(EveryType(300)));

        var scored = mlContext.Data.ShuffleRows(_model.Transform(mlContext.Data.Cache(EveryType(300))), seed: 3);

        var numbers = Rows.Read<float>(scored, "Number").ToArray();
        numbers.Should().BeEquivalentTo(Enumerable.Range(0, 300).Select(i => (float)i)).And.NotBeInAscendingOrder();
        var found = new string[300];
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var text = RowText.Of(cursor, _task.ScoreColumns);
        var row = 0f;
        while (cursor.MoveNext())
        {
            number(ref row);
            found[(int)row] = text();
        }

        found.Should().Equal(expected);
    }

    [Fact]
    public void Parallel_cursors_together_yield_every_row_once_with_its_score()
    {
        var scored = _model.Transform(EveryType(RowCount));
        var expected = Texts(scored);
        DataViewSchema.Column[] columns = [scored.Schema["Number"], .. _task.ScoreColumns.Select(name => scored.Schema[name])];

        var cursors = scored.GetRowCursorSet(columns, 4);
        var found = new string[RowCount];
        var batches = new long[RowCount];
        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var number = cursor.GetGetter<float>(columns[0]);
                var text = RowText.Of(cursor, _task.ScoreColumns);
                var row = 0f;
                while (cursor.MoveNext())
                {
                    number(ref row);
                    found[(int)row] = text();
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
        var scored = _model.Transform(EveryType(0));

        scored.Schema.Select(column => column.Name).Should().EndWith(_task.ScoreColumns);
        Texts(scored).Should().BeEmpty();
        scored.GetRowCount().Should().Be(0);
    }

    [Fact]
    public void Scoring_scored_data_again_hides_the_old_columns_and_numbers_the_new_ones()
    {
        var once = _model.Transform(EveryType(40));
        var twice = _model.Transform(once);

        twice.Schema.Where(column => column.Name == "Score").Select(column => column.IsHidden).Should().Equal(true, false);
        var setId = 0u;
        twice.Schema["Score"].Annotations.GetValue("ScoreColumnSetId", ref setId);
        setId.Should().Be(2);
        Texts(twice).Should().Equal(Texts(once));

        // The hidden columns can still be read, by their index.
        using var cursor = twice.GetRowCursor(twice.Schema);
        var text = RowText.Of(cursor);
        while (cursor.MoveNext())
        {
            text().Should().NotBeEmpty();
        }
    }

    [Fact]
    public void A_feature_that_is_not_known_gives_no_score()
    {
        var scored = _model.Transform(new TestView(4, TestColumn.Features(3, row => row switch
        {
            1 => [float.NaN, 0, 0],
            2 => [0, 0, float.PositiveInfinity],
            _ => [1, 0, 0],
        })));

        var texts = Texts(scored);
        texts[0].Should().NotContain("NaN").And.Be(texts[3]);
        texts[1..3].Should().OnlyContain(text => text == _task.Unknown);
    }

    [Fact]
    public void A_getter_of_an_inactive_column_or_a_wrong_type_is_refused()
    {
        var scored = _model.Transform(EveryType(4));
        using var cursor = scored.GetRowCursor([scored.Schema["Number"], scored.Schema["Score"]]);
        using var passing = scored.GetRowCursor([scored.Schema["Number"]]);

        foreach (var each in new[] { cursor, passing })
        {
            each.Invoking(c => c.GetGetter<bool>(scored.Schema["Flag"])).Should().Throw<ArgumentException>()
                .WithMessage("Column 'Flag' was not among the columns that the rows were opened with.*");
        }

        cursor.Invoking(c => c.GetGetter<int>(scored.Schema["Number"])).Should().Throw<InvalidOperationException>()
            .WithMessage("Column 'Number' is of type Single, *; a getter of System.Int32 was asked for.");
        cursor.Invoking(c => c.GetGetter<double>(scored.Schema["Score"])).Should().Throw<InvalidOperationException>()
            .WithMessage("Column 'Score' is of type *Single*; a getter of System.Double was asked for.");
        cursor.IsColumnActive(scored.Schema["Flag"]).Should().BeFalse();
        cursor.IsColumnActive(scored.Schema["Score"]).Should().BeTrue();
    }

    [Fact]
    public void A_value_before_the_first_row_or_behind_the_last_is_refused()
    {
        var scored = _model.Transform(EveryType(1));
        using var cursor = scored.GetRowCursor(scored.Schema);
        var number = cursor.GetGetter<float>(scored.Schema["Number"]);
        var score = RowText.Of(cursor, _task.ScoreColumns);
        void Refuses()
        {
            var value = 0f;
            FluentActions.Invoking(() => number(ref value)).Should().Throw<InvalidOperationException>().WithMessage("The cursor is not at a row*");
            FluentActions.Invoking(() => score()).Should().Throw<InvalidOperationException>().WithMessage("The cursor is not at a row*");
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

        _model.Invoking(m => m.Transform(data)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
        _model.Invoking(m => m.GetOutputSchema(data.Schema)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
        _model.Invoking(m => ((ITransformer)m).GetRowToRowMapper(data.Schema)).Should().Throw<ArgumentOutOfRangeException>(what).WithMessage(message);
    }

    private string[] Texts(IDataView scored) => Rows.Texts(scored, _task.ScoreColumns);

    private TestView EveryType(int rows) => _task.View(rows,
        TestColumn.Of("Number", NumberDataViewType.Single, row => (float)row),
        TestColumn.Of("Double", NumberDataViewType.Double, row => row / 7.0),
        TestColumn.Of("Long", NumberDataViewType.Int64, row => (long)row * row),
        TestColumn.Of("Flag", BooleanDataViewType.Instance, row => row % 2 == 0),
        TestColumn.Of("Text", TextDataViewType.Instance, row => $"row {row}".AsMemory()),
        TestColumn.Of("Texts", new VectorDataViewType(TextDataViewType.Instance), row =>
            new VBuffer<ReadOnlyMemory<char>>(row % 4, [.. Enumerable.Range(0, row % 4).Select(i => $"{row}.{i}".AsMemory())])),
        TestColumn.Of("Sparse", new VectorDataViewType(NumberDataViewType.Int32, 9), row =>
            new VBuffer<int>(9, 1, [row], [row % 9])));

    public sealed class Multiclass() : ScoredViewTests(TaskCase.Multiclass);

    public sealed class Binary() : ScoredViewTests(TaskCase.Binary);

    public sealed class MultiLabel() : ScoredViewTests(TaskCase.MultiLabel);

    public sealed class Regression() : ScoredViewTests(TaskCase.Regression);

    public sealed class MultiTarget() : ScoredViewTests(TaskCase.MultiTarget);
}
