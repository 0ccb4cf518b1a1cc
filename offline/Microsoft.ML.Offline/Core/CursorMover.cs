namespace Microsoft.ML.Data;

/// <summary>Moves a row that reads through a cursor.</summary>
internal sealed class CursorMover(DataViewRowCursor cursor) : RowMover
{
    public override bool MoveNext() => cursor.MoveNext();

    public override void Dispose() => cursor.Dispose();
}
