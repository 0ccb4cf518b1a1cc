using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Predicts one object at a time. It is not safe to use from several threads at once.</summary>
public abstract class PredictionEngineBase<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly ITransformer _transformer;
    private readonly bool _ownsTransformer;
    private readonly ObjectRow<TSrc> _input;
    private readonly DataViewRow _output;
    private readonly Action<TDst> _fill;

    private protected PredictionEngineBase(IHostEnvironment env, ITransformer transformer, PredictionEngineOptions options)
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        Contracts.CheckParam(transformer.IsRowToRowMapper, nameof(transformer), "Must be a row to row mapper");
        _transformer = transformer;
        _ownsTransformer = options.OwnsTransformer;
        env.Register("Row");
        var columns = MemberColumn<TSrc>.GetAll(options.InputSchemaDefinition, SchemaDefinition.Direction.Read);
        var inputSchema = MemberColumn<TSrc>.MakeSchema(columns);
        _input = new ObjectRow<TSrc>(inputSchema, columns, ColumnSelection.Flags(inputSchema, inputSchema));
        var mapper = transformer.GetRowToRowMapper(inputSchema);
        env.Register("EmptyDataView");
        env.Register("TypedCursorable");
        var reader = new TypedReader<TDst>(mapper.OutputSchema, options.IgnoreMissingColumns, options.OutputSchemaDefinition);
        _output = mapper.GetRow(_input, mapper.OutputSchema);
        _fill = reader.Bind(_output);

        // Which leaves out transformers that take part in training only, while the mapper has them too.
        OutputSchema = transformer.GetOutputSchema(inputSchema);
    }

    /// <summary>The columns that the transformer yields.</summary>
    public DataViewSchema OutputSchema { get; }

    /// <summary>Predicts into a new object.</summary>
    public TDst Predict(TSrc example)
    {
        var prediction = new TDst();
        Predict(example, ref prediction);
        return prediction;
    }

    /// <summary>Predicts into an object, or into a new one if it is null.</summary>
    public abstract void Predict(TSrc example, ref TDst prediction);

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        if (_ownsTransformer)
            (_transformer as IDisposable)?.Dispose();
    }

    private protected void Transform(TSrc example, TDst prediction)
    {
        _input.Set(example);
        _fill(prediction);
    }
}
