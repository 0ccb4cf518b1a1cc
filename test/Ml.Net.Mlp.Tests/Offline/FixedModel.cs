using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Tests.Offline;

/// <summary>A model with given weights, so that what follows training can be tested without training. Made of public ML.NET only.</summary>
/// <typeparam name="TRow">The rows that it yields.</typeparam>
/// <typeparam name="TLabel">The label's type.</typeparam>
internal sealed class FixedModel<TRow, TLabel>(MLContext mlContext, string labelColumnName, Func<float[], TLabel, TRow> score)
    : ISingleFeaturePredictionTransformer<object>
    where TRow : class
{
    public object Model => this;

    public string FeatureColumnName => "Features";

    public DataViewType FeatureColumnType => new VectorDataViewType(NumberDataViewType.Single, 4);

    public bool IsRowToRowMapper => false;

    public IDataView Transform(IDataView input)
    {
        var features = input.Schema[FeatureColumnName];
        var label = input.Schema[labelColumnName];
        using var cursor = input.GetRowCursor([features, label]);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var getLabel = cursor.GetGetter<TLabel>(label);
        VBuffer<float> values = default;
        var truth = default(TLabel)!;
        var rows = new List<TRow>();
        while (cursor.MoveNext())
        {
            getFeatures(ref values);
            getLabel(ref truth);
            rows.Add(score(values.DenseValues().ToArray(), truth));
        }
        return mlContext.Data.LoadFromEnumerable(rows);
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => throw new NotSupportedException();

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

    public void Save(ModelSaveContext ctx) => throw new NotSupportedException();
}
