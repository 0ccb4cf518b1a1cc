using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>The input's rows under the schema of the scored view, for those who want none of its scores.</summary>
internal sealed class PassingCursor(DataViewRowCursor input, ColumnChoice columns) : DataViewRowCursor
{
    public override DataViewSchema Schema => columns.Schema.Output;

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        columns.RequireActive(column);
        _ = columns.Schema.IsFromInput(column, out var index);
        return input.GetGetter<TValue>(input.Schema[index]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            input.Dispose();
        }

        base.Dispose(disposing);
    }
}
