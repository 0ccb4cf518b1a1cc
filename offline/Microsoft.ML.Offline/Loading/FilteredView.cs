namespace Microsoft.ML.Data;

/// <summary>The rows of a data view that pass a test.</summary>
/// <param name="source">The rows to choose from.</param>
/// <param name="testColumns">The columns that the test reads.</param>
/// <param name="makeTest">Makes the test over a row.</param>
/// <param name="isOrdered">Whether the test depends on the rows before, so that they must all come in order from one cursor.</param>
/// <param name="limit">The number of rows at most.</param>
internal sealed class FilteredView(
    IDataView source, IEnumerable<DataViewSchema.Column> testColumns, Func<DataViewRow, Func<bool>> makeTest, bool isOrdered = false,
    long limit = long.MaxValue) : IDataView
{
    public bool CanShuffle => !isOrdered && source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => Filter(source.GetRowCursor(columnsNeeded.Concat(testColumns), isOrdered ? null : rand), columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => isOrdered
            ? [GetRowCursor(columnsNeeded)]
            : Array.ConvertAll(source.GetRowCursorSet(columnsNeeded.Concat(testColumns), n, rand), cursor => Filter(cursor, columnsNeeded));

    private FilteredCursor Filter(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columnsNeeded)
        => new(input, ColumnSelection.Flags(Schema, columnsNeeded), makeTest(input), limit);
}
