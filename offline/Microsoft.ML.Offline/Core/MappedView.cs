namespace Microsoft.ML.Data;

/// <summary>A data view with the columns that a row-to-row transformer adds.</summary>
internal sealed class MappedView(IDataView source, RowMapping mapping) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapping.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ColumnSelection.Flags(Schema, columnsNeeded);
        return Wrap(source.GetRowCursor(mapping.GetDependencies(columnsNeeded), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = ColumnSelection.Flags(Schema, columnsNeeded);
        return Array.ConvertAll(source.GetRowCursorSet(mapping.GetDependencies(columnsNeeded), n, rand), cursor => Wrap(cursor, active));
    }

    private RowCursor Wrap(DataViewRowCursor input, bool[] active) => new(new CursorMover(input), new MappedRow(mapping, input, active));
}
