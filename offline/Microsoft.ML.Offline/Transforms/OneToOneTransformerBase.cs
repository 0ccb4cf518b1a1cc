using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Data;

/// <summary>Base of the transformers each of whose new columns is made of one column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host)
    {
        Contracts.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach (var (output, input) in columns)
        {
            Contracts.CheckNonEmpty(input, nameof(columns));
            Contracts.CheckNonEmpty(output, nameof(columns));
            if (!names.Add(output))
                throw new ArgumentOutOfRangeException(nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }
        ColumnPairs = columns;
    }

    internal IReadOnlyList<(string OutputColumnName, string InputColumnName)> ColumnPairs { get; }

    /// <summary>The column that is made of <paramref name="source"/>; throws if that has the wrong type.</summary>
    private protected abstract OneToOneColumn MakeColumn(int index, DataViewSchema.Column source);

    private protected sealed override IReadOnlyList<AddedColumn> MakeColumns(DataViewSchema inputSchema)
        => ColumnPairs.Select((pair, index) =>
        {
            var source = InputColumn.Find(inputSchema, pair.InputColumnName);
            var made = MakeColumn(index, source);
            var column = new DataViewSchema.DetachedColumn(pair.OutputColumnName, made.Type, made.Annotations);
            return new AddedColumn(column, [source.Index], made.MakeGetter);
        }).ToArray();

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Count);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.Writer.Write(output);
            ctx.Writer.Write(input);
        }
    }

    private protected static (string OutputColumnName, string InputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        var columns = new (string OutputColumnName, string InputColumnName)[ctx.Reader.ReadInt32()];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = (ctx.Reader.ReadString(), ctx.Reader.ReadString());
        return columns;
    }
}
