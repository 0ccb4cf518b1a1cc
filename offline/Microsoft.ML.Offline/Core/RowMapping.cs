using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Where the columns of a row-to-row transformer's output come from, and the mapper of single rows.</summary>
internal sealed class RowMapping : IRowToRowMapper
{
    private readonly IReadOnlyList<AddedColumn> _added;

    // For each output column: an index into the input, or the complement of an index into the added columns.
    private readonly List<int> _source;

    public RowMapping(DataViewSchema inputSchema, IReadOnlyList<AddedColumn> added)
    {
        InputSchema = inputSchema;
        _added = added;
        _source = Enumerable.Range(0, inputSchema.Count).ToList();
        for (var i = 0; i < added.Count; i++)
        {
            // A column whose name is taken stands right behind the column that it hides, as in ML.NET.
            var hidden = _source.FindLastIndex(source => Detached(source).Name == added[i].Column.Name);
            _source.Insert(hidden < 0 ? _source.Count : hidden + 1, ~i);
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_source.Select(Detached));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The input's index of an output column, or a negative number for an added column.</summary>
    public int InputIndex(int outputIndex) => _source[outputIndex];

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new SortedSet<int>();
        foreach (var column in dependingColumns)
        {
            var source = _source[column.Index];
            needed.UnionWith(source >= 0 ? [source] : _added[~source].Dependencies);
        }

        return needed.Select(index => InputSchema[index]).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input, nameof(input));
        Contracts.Check(input.Schema == InputSchema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new MappedRow(this, input, ColumnSelection.Flags(OutputSchema, activeColumns));
    }

    /// <summary>Getters of the active added columns, by output index.</summary>
    public Delegate[] MakeGetters(DataViewRow input, bool[] active)
        => _source.Select((source, i) => source < 0 && active[i] ? _added[~source].MakeGetter(input) : null).ToArray();

    private DataViewSchema.DetachedColumn Detached(int source)
        => source >= 0 ? new DataViewSchema.DetachedColumn(InputSchema[source]) : _added[~source].Column;
}
