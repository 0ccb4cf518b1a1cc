using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>An input with the score columns added, computed when rows are read.</summary>
internal sealed class ScoredView(NetworkScorer scorer, IDataView input, ScoredSchema schema) : IDataView
{
    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = Choose(columnsNeeded);
        return Wrap(input.GetRowCursor(columns.InputColumns, rand), columns, Environment.ProcessorCount);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = Choose(columnsNeeded);
        var cursors = input.GetRowCursorSet(columns.InputColumns, n, rand);

        // The cursors of a set are read side by side: together they use as many threads as one alone.
        var threads = Math.Max(1, Environment.ProcessorCount / cursors.Length);
        return [.. cursors.Select(cursor => Wrap(cursor, columns, threads))];
    }

    private ColumnChoice Choose(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return new ColumnChoice(scorer, schema, columnsNeeded);
    }

    // Who wants no score reads the input's rows as they are, without read-ahead.
    private DataViewRowCursor Wrap(DataViewRowCursor cursor, ColumnChoice columns, int threads) => columns.WantsScores
        ? new ScoredCursor(scorer.For(columns), cursor, columns, threads)
        : new PassingCursor(cursor, columns);
}
