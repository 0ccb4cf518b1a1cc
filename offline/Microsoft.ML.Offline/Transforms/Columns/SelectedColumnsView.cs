using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A data view with some of its columns.</summary>
internal sealed class SelectedColumnsView(IDataView source, SelectedColumns columns) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => columns.OutputSchema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => Wrap(source.GetRowCursor(columns.GetDependencies(columnsNeeded), rand));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => source.GetRowCursorSet(columns.GetDependencies(columnsNeeded), n, rand).Select(Wrap).ToArray();

    private DataViewRowCursor Wrap(DataViewRowCursor cursor) => new RowCursor(new CursorMover(cursor), columns.GetRow(cursor, []));
}
