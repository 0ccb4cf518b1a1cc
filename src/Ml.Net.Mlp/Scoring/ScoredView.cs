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
        return Wrap(input.GetRowCursor(columns.InputColumns, rand), columns);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        var columns = Choose(columnsNeeded);
        return [.. input.GetRowCursorSet(columns.InputColumns, n, rand).Select(cursor => Wrap(cursor, columns))];
    }

    private ColumnChoice Choose(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        return new ColumnChoice(scorer, schema, columnsNeeded);
    }

    // Who wants no score reads the input's rows as they are, without read-ahead.
    private DataViewRowCursor Wrap(DataViewRowCursor cursor, ColumnChoice columns) => columns.WantsScores
        ? new ScoredCursor(scorer, cursor, columns)
        : new PassingCursor(cursor, columns);
}
