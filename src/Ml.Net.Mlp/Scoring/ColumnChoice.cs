using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>Which of a scored view's columns someone wants, and which of the input's that takes.</summary>
internal sealed class ColumnChoice
{
    private readonly bool[] _active;
    private readonly bool[] _added;

    public ColumnChoice(NetworkScorer scorer, ScoredSchema schema, IEnumerable<DataViewSchema.Column> wanted)
    {
        Schema = schema;
        _active = new bool[schema.Output.Count];
        _added = new bool[scorer.Columns.Count];
        var fromInput = new bool[schema.Input.Count];
        foreach (var column in wanted)
        {
            schema.RequireMember(column);
            _active[column.Index] = true;
            if (schema.IsFromInput(column, out var index))
            {
                fromInput[index] = true;
            }
            else
            {
                WantsScores = true;
                _added[index] = true;
            }
        }

        Features = scorer.FindFeatures(schema.Input);
        PassedOn = [.. schema.Input.Where(column => fromInput[column.Index])];
        InputColumns = WantsScores && !fromInput[Features.Index] ? [.. PassedOn, Features] : PassedOn;
    }

    /// <summary>All columns there are.</summary>
    public ScoredSchema Schema { get; }

    /// <summary>The input's feature column.</summary>
    public DataViewSchema.Column Features { get; }

    /// <summary>Whether any of the score columns is wanted.</summary>
    public bool WantsScores { get; }

    /// <summary>The input's columns that are wanted themselves.</summary>
    public DataViewSchema.Column[] PassedOn { get; }

    /// <summary>The input's columns that are wanted or needed.</summary>
    public DataViewSchema.Column[] InputColumns { get; }

    /// <summary>Whether an output column is wanted.</summary>
    public bool IsActive(DataViewSchema.Column column)
    {
        Schema.RequireMember(column);
        return _active[column.Index];
    }

    /// <summary>Whether a score column of some kind is wanted.</summary>
    /// <param name="isOfKind">Says it of an index among them.</param>
    public bool IsAnyAddedActive(Func<int, bool> isOfKind) => Enumerable.Range(0, _added.Length).Any(index => _added[index] && isOfKind(index));

    /// <summary>Throws when the column was not asked for.</summary>
    public void RequireActive(DataViewSchema.Column column)
    {
        if (!IsActive(column))
        {
            throw new ArgumentException($"Column '{column.Name}' was not among the columns that the rows were opened with.", nameof(column));
        }
    }

    /// <summary>Casts a getter to the type that was asked for.</summary>
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Column '{column.Name}' is of type {column.Type}, whose values are {column.Type.RawType}; a getter of {typeof(TValue)} was asked for.");
}
