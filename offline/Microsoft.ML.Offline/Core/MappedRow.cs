namespace Microsoft.ML.Data;

/// <summary>The output row of a row-to-row transformer over an input row.</summary>
internal sealed class MappedRow(RowMapping mapping, DataViewRow input, bool[] active) : DataViewRow
{
    private readonly Delegate[] _getters = mapping.MakeGetters(input, active);

    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => mapping.OutputSchema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw ColumnSelection.Inactive(column);
        var source = mapping.InputIndex(column.Index);
        return source >= 0 ? input.GetGetter<TValue>(input.Schema[source]) : ColumnSelection.Cast<TValue>(_getters[column.Index], column);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
    }
}
