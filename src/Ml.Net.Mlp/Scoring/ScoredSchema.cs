using Microsoft.ML;

namespace Ml.Net.Mlp;

/// <summary>
/// An input's columns and those that a scorer adds, in ML.NET's order: an added column stands right behind the input's
/// column of the same name, which it hides, and all others at the end.
/// </summary>
internal sealed class ScoredSchema
{
    // For each output column: the index of the input's column, or ~index of the added one.
    private readonly int[] _origins;

    public ScoredSchema(DataViewSchema input, ScoreColumns columns)
    {
        Input = input;
        var added = columns.Create(NextSetId(input));
        var origins = new List<int>();
        foreach (var column in input)
        {
            origins.Add(column.Index);
            if (!column.IsHidden && Array.FindIndex(added, a => a.Name == column.Name) is >= 0 and var index)
            {
                origins.Add(~index);
            }
        }

        origins.AddRange(Enumerable.Range(0, added.Length).Select(index => ~index).Except(origins));
        _origins = [.. origins];
        var schema = new DataViewSchema.Builder();
        foreach (var origin in _origins)
        {
            if (origin >= 0)
            {
                schema.AddColumn(input[origin].Name, input[origin].Type, input[origin].Annotations);
            }
            else
            {
                schema.AddColumn(added[~origin].Name, added[~origin].Type, added[~origin].Annotations);
            }
        }

        Output = schema.ToSchema();
    }

    /// <summary>The columns of the input.</summary>
    public DataViewSchema Input { get; }

    /// <summary>All columns.</summary>
    public DataViewSchema Output { get; }

    /// <summary>Whether an output column comes from the input.</summary>
    /// <param name="column">An output column.</param>
    /// <param name="index">Its index in the input, or among the added columns.</param>
    public bool IsFromInput(DataViewSchema.Column column, out int index)
    {
        var origin = _origins[column.Index];
        index = origin >= 0 ? origin : ~origin;
        return origin >= 0;
    }

    /// <summary>Throws when a column can't be of the output.</summary>
    public void RequireMember(DataViewSchema.Column column)
    {
        if (column.Index >= Output.Count || column.Name != Output[column.Index].Name)
        {
            throw new ArgumentException($"Column '{column.Name}' ({column.Index}) is not of this schema.", nameof(column));
        }
    }

    /// <summary>Columns of one scorer share a number; evaluators tell by it which ones belong together.</summary>
    private static uint NextSetId(DataViewSchema input)
    {
        var last = 0u;
        foreach (var column in input)
        {
            if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.ScoreColumnSetId)?.Type.RawType == typeof(uint))
            {
                var id = 0u;
                column.Annotations.GetValue(AnnotationKinds.ScoreColumnSetId, ref id);
                last = Math.Max(last, id);
            }
        }

        return last + 1;
    }
}
