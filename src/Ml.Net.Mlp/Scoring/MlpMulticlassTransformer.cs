using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// A trained multilayer perceptron for multiclass classification: adds the columns <c>PredictedLabel</c> and <c>Score</c>.
/// Made by <see cref="MlpMulticlassTrainer"/> or by loading a model.
/// </summary>
/// <remarks>
/// <para>
/// A row in which a feature is NaN or infinite gets a Score of NaN for every class and a missing PredictedLabel; with
/// <see cref="MlpTrainerOptions.MissingValues"/> at mean or zero one that is infinite only.
/// </para>
/// <para>
/// Rows are read and scored in blocks, each block on as many threads as the process may use processors
/// (<see cref="Environment.ProcessorCount"/>, which follows the process's affinity and DOTNET_PROCESSOR_COUNT). The input is
/// read on the thread that reads the scores. Cursors of a set (<see cref="IDataView.GetRowCursorSet"/>) share those threads
/// among them. The scores do not depend on the number of threads.
/// </para>
/// </remarks>
public sealed partial class MlpMulticlassTransformer : ISingleFeaturePredictionTransformer<MlpModelParameters>
{
    private readonly LabelValues? _labelValues;
    private readonly NetworkScorer _scorer;

    internal MlpMulticlassTransformer(string featureColumn, LabelValues? labelValues, MlpModelParameters model)
    {
        _labelValues = labelValues;
        _scorer = new NetworkScorer(model.Network, featureColumn, new MulticlassColumns(model.Network.Description.Outputs, labelValues));
        FeatureColumnName = featureColumn;
        Model = model;
    }

    /// <summary>The trained network and how it came about.</summary>
    public MlpModelParameters Model { get; }

    /// <summary>The column that the features are read from.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of that column: a vector of <see cref="float"/>, as long as the network has inputs.</summary>
    public DataViewType FeatureColumnType => _scorer.FeatureType;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that <see cref="Transform"/> yields: those of the input, PredictedLabel and Score.</summary>
    /// <param name="inputSchema">The columns of the input.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _scorer.AddColumns(inputSchema).Output;

    /// <summary>Scores rows, lazily: they are computed when they are read.</summary>
    /// <param name="input">Data with the feature column; the label is not needed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The feature column is missing or has another type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _scorer.Transform(input);
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => _scorer.CreateRowMapper(inputSchema);
}
