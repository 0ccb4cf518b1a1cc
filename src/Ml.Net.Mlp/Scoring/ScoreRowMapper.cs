using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>Scores one row at a time: what a prediction engine uses.</summary>
internal sealed class ScoreRowMapper(NetworkScorer scorer, ScoredSchema schema) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        new ColumnChoice(scorer, schema, dependingColumns).InputColumns;

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        var columns = new ColumnChoice(scorer, schema, activeColumns);
        return new ScoredRow(scorer.For(columns), input, columns);
    }
}
