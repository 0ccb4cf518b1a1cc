using Microsoft.ML;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>Single rows: what a prediction engine is made of.</summary>
public abstract class RowMapperTests
{
    private readonly TaskCase _task;

    private readonly MlpTransformerBase _model;

    private protected RowMapperTests(TaskCase task) => (_task, _model) = (task, task.Model);

    [Fact]
    public void It_is_bound_to_the_very_schemas_that_its_callers_compare()
    {
        var input = _task.View();
        var mapper = ((ITransformer)_model).GetRowToRowMapper(input.Schema);
        using var cursor = input.GetRowCursor(input.Schema);

        ((ITransformer)_model).IsRowToRowMapper.Should().BeTrue();
        mapper.InputSchema.Should().BeSameAs(input.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        row.Schema.Should().BeSameAs(mapper.OutputSchema);
        SchemaText.Of(mapper.OutputSchema).Should().Be(SchemaText.Of(_model.Transform(input).Schema));
    }

    [Fact]
    public void Score_columns_depend_on_the_features_and_other_columns_on_themselves()
    {
        var input = _task.View();
        var mapper = ((ITransformer)_model).GetRowToRowMapper(input.Schema);
        string[] Dependencies(params string[] names) =>
            [.. mapper.GetDependencies(names.Select(name => mapper.OutputSchema[name])).Select(column => column.Name)];

        Dependencies("Score").Should().Equal("Features");
        Dependencies(_task.ScoreColumns[^1], "Features").Should().Equal("Features");
        Dependencies("Label").Should().Equal("Label");
        Dependencies("Label", "Score").Should().BeEquivalentTo("Label", "Features");
        Dependencies().Should().BeEmpty();
    }

    [Fact]
    public void The_row_follows_its_input()
    {
        var input = _task.View(9);
        var mapper = ((ITransformer)_model).GetRowToRowMapper(input.Schema);
        var expected = _task.Scored(_model, input);
        var cursor = input.GetRowCursor(input.Schema);
        using (var row = mapper.GetRow(cursor, _task.ScoreColumns.Select(name => mapper.OutputSchema[name])))
        {
            var text = RowText.Of(row, _task.ScoreColumns);
            for (var i = 0; cursor.MoveNext(); i++)
            {
                text().Should().Be(expected[i]);
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
        var mapper = ((ITransformer)_model).GetRowToRowMapper(input.Schema);
        using var cursor = input.GetRowCursor(input.Schema);
        using var row = mapper.GetRow(cursor, mapper.OutputSchema);
        var reads = _task.ScoreColumns.Select(name => ColumnReading.Of(row, name)).ToArray();
        long AllocatedBy(int rows)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rows; i++)
            {
                cursor.MoveNext();
                foreach (var read in reads)
                {
                    read();
                }
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // The runtime allocates a little of its own when it compiles a method anew, but not in every round.
        AllocatedBy(500);
        Enumerable.Range(0, 5).Min(_ => AllocatedBy(1000)).Should().Be(0);
    }

    public sealed class Multiclass() : RowMapperTests(TaskCase.Multiclass);

    public sealed class Binary() : RowMapperTests(TaskCase.Binary);

    public sealed class MultiLabel() : RowMapperTests(TaskCase.MultiLabel);

    public sealed class Regression() : RowMapperTests(TaskCase.Regression);

    public sealed class MultiTarget() : RowMapperTests(TaskCase.MultiTarget);
}
