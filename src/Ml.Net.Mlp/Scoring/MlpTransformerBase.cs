using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>
/// What trained multilayer perceptrons have in common as transformers. Immutable, and safe to use from several threads at once.
/// </summary>
/// <remarks>
/// <para>A row in which a feature is NaN or infinite gets NaN for every score.</para>
/// <para>
/// Rows are read and scored in blocks, each block on as many threads as the process may use processors
/// (<see cref="Environment.ProcessorCount"/>, which follows the process's affinity and DOTNET_PROCESSOR_COUNT). The input is
/// read on the thread that reads the scores. Cursors of a set (<see cref="IDataView.GetRowCursorSet"/>) share those threads
/// among them. The scores do not depend on the number of threads.
/// </para>
/// </remarks>
public abstract partial class MlpTransformerBase : ISingleFeaturePredictionTransformer<MlpModelParameters>
{
    private readonly ModelColumns _columns;
    private readonly NetworkScorer _scorer;

    /// <summary>Puts a model to use.</summary>
    /// <param name="columns">What the model knows of its columns.</param>
    /// <param name="model">The model.</param>
    /// <param name="scored">The network whose outputs are the scores.</param>
    /// <param name="added">The columns that the scores become.</param>
    private protected MlpTransformerBase(ModelColumns columns, MlpModelParameters model, Network scored, ScoreColumns added)
    {
        _columns = columns;
        _scorer = new NetworkScorer(scored, columns.Feature, added);
        Model = model;
    }

    /// <summary>The trained network and how it came about.</summary>
    public MlpModelParameters Model { get; }

    /// <summary>The column that the features are read from.</summary>
    public string FeatureColumnName => _columns.Feature;

    /// <summary>The type of that column: a vector of <see cref="float"/>, as long as the network has inputs.</summary>
    public DataViewType FeatureColumnType => _scorer.FeatureType;

    bool ITransformer.IsRowToRowMapper => true;

    /// <summary>The columns that <see cref="Transform"/> yields: those of the input, and those that the scores become.</summary>
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
