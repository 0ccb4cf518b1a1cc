using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Net.Mlp.Tests.Support;

namespace Ml.Net.Mlp.Tests;

/// <summary>How the trainer asks for its rows.</summary>
public abstract class ReadingTests
{
    private readonly TaskCase _task;

    private protected ReadingTests(TaskCase task) => _task = task;

    [Theory]
    [InlineData(1, 1, new[] { "set of 1" })]
    [InlineData(1, 2, new[] { "set of 1", "cursor" })]
    [InlineData(2, 1, new[] { "cursor" })]
    [InlineData(null, 1, new[] { "cursor" })]
    public void A_training_on_one_thread_reads_on_it_too_where_the_view_allows(int? threads, int cursors, string[] asked)
    {
        var rows = _task.View();
        var view = new AskedView(rows, cursors);
        var options = _task.QuickOptions(o => o.NumberOfThreads = threads);

        var model = _task.Fit(options, view).Model;

        view.Asked.Should().Equal(asked);
        rows.OpenCursors.Should().Be(0);
        rows.RowsRead.Should().Be((int)rows.GetRowCount()!);
        model.History.Should().HaveCount(options.Epochs);
    }

    [Fact]
    public void A_column_that_fails_to_begin_leaves_no_cursor_open()
    {
        var view = new TestView(5, new BrokenColumn(), _task.Label(_ => false));

        _task.Invoking(t => t.Train(view)).Should().Throw<InvalidTimeZoneException>();
        view.OpenCursors.Should().Be(0);
    }

    /// <summary>Features whose getter can't be made.</summary>
    private sealed record BrokenColumn()
        : TestColumn("Features", new VectorDataViewType(NumberDataViewType.Single, Blobs.Inputs), Annotations: null)
    {
        public override Delegate CreateGetter(Func<int> row) => throw new InvalidTimeZoneException("from the getter");
    }

    /// <summary>Notes how it was asked for its rows, and parts them among so many cursors when asked for a set.</summary>
    private sealed class AskedView(TestView rows, int cursors) : IDataView
    {
        public List<string> Asked { get; } = [];

        public DataViewSchema Schema => rows.Schema;

        public bool CanShuffle => rows.CanShuffle;

        public long? GetRowCount() => rows.GetRowCount();

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        {
            Asked.Add("cursor");
            return rows.GetRowCursor(columnsNeeded, rand);
        }

        public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        {
            Asked.Add($"set of {n}");
            return rows.GetRowCursorSet(columnsNeeded, cursors, rand);
        }
    }

    public sealed class Multiclass() : ReadingTests(TaskCase.Multiclass);

    public sealed class Binary() : ReadingTests(TaskCase.Binary);

    public sealed class MultiLabel() : ReadingTests(TaskCase.MultiLabel);

    public sealed class Regression() : ReadingTests(TaskCase.Regression);

    public sealed class MultiTarget() : ReadingTests(TaskCase.MultiTarget);
}
