using Ml.Net.Mlp.Engine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Net.Mlp;

/// <summary>A network bound to the feature column it reads and to the columns it yields. Immutable.</summary>
/// <param name="network">Yields the scores.</param>
/// <param name="featureColumn">The column that it reads.</param>
/// <param name="columns">The columns that the scores become.</param>
/// <param name="role">What the column that it reads is called in messages.</param>
internal class NetworkScorer(Network network, string featureColumn, ScoreColumns columns, ColumnRole role = ColumnRole.Feature)
{
    public Network Network { get; } = network;

    public ScoreColumns Columns { get; } = columns;

    public int Inputs => Network.Description.Inputs;

    /// <summary>Number of scores of a row.</summary>
    public virtual int Outputs => Network.Description.Outputs;

    public string FeatureColumn => featureColumn;

    public VectorDataViewType FeatureType { get; } = new(NumberDataViewType.Single, network.Description.Inputs);

    /// <summary>The input's columns with the score columns added.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The input lacks the feature column, or it has another type.</exception>
    public ScoredSchema AddColumns(DataViewSchema input)
    {
        _ = FindFeatures(input);
        return new ScoredSchema(input, Columns);
    }

    public ScoredView Transform(IDataView input) => new(this, input, AddColumns(input.Schema));

    public ScoreRowMapper CreateRowMapper(DataViewSchema input) => new(this, AddColumns(input));

    /// <summary>The feature column; where names occur twice, the last one, as everywhere in ML.NET.</summary>
    public DataViewSchema.Column FindFeatures(DataViewSchema input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var column = input.GetColumnOrNull(featureColumn) ?? throw SchemaMismatch.Missing(role, featureColumn);
        return column.Type is VectorDataViewType vector && vector.ItemType.RawType == typeof(float)
            && vector.ItemType is NumberDataViewType && vector.Size == Inputs
                ? column
                : throw SchemaMismatch.WrongType(role, featureColumn, $"{FeatureType}", $"{column.Type}");
    }

    /// <summary>Copies the features of a row.</summary>
    /// <returns>Whether they have an outcome: all are finite, or missing where the network has values for those.</returns>
    public bool CopyFeatures(in VBuffer<float> features, Span<float> row) => FeatureCopy.Copy(in features, row) || HasOutcome(row);

    /// <summary>Writes the features of a row in the form in which they come.</summary>
    /// <returns>Whether they have an outcome.</returns>
    public bool CopyFeatures(in VBuffer<float> features, FeatureSink row) =>
        FeatureCopy.Copy(in features, row) || HasOutcome(features.GetValues());

    /// <summary>One that computes no more scores than some columns take.</summary>
    public virtual NetworkScorer For(ColumnChoice columns) => this;

    /// <summary>Computes the scores of a row.</summary>
    public virtual void Score(in VBuffer<float> features, Span<float> scores)
    {
        FeatureCopy.RequireLength(features.Length, Inputs);
        if (features.IsDense)
        {
            Score(features.GetValues(), scores);
            return;
        }

        Network.PredictSparse(features.GetIndices(), features.GetValues(), scores);
        if (!HasOutcome(features.GetValues()))
        {
            MarkUnknown(scores);
        }
    }

    /// <summary>Computes the outputs of a row.</summary>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        Network.Predict(features, scores);
        if (!HasOutcome(features))
        {
            MarkUnknown(scores);
        }
    }

    /// <summary>Computes the outputs of rows.</summary>
    /// <param name="readFeatures">
    /// Writes the features of a row, and, into that row's place in <paramref name="known"/>, whether they have an outcome.
    /// </param>
    /// <param name="known">A place for each row.</param>
    /// <param name="scores">Receives the outputs of the rows.</param>
    /// <param name="threads">Threads to use at most.</param>
    public virtual void Score(FeatureReader readFeatures, ReadOnlySpan<bool> known, Span<float> scores, int threads)
    {
        Network.Predict(readFeatures, known.Length, scores, threads);
        MarkUnknown(known, scores);
    }

    /// <summary>The same for rows of which most are sparse.</summary>
    public virtual void Score(FeatureSource readFeatures, ReadOnlySpan<bool> known, Span<float> scores, int threads)
    {
        Network.PredictSparse(readFeatures, known.Length, scores, threads);
        MarkUnknown(known, scores);
    }

    /// <summary>Fills the scores of rows that have no outcome.</summary>
    private protected static void MarkUnknown(ReadOnlySpan<bool> known, Span<float> scores)
    {
        var count = scores.Length / Math.Max(1, known.Length);
        for (var row = 0; row < known.Length; row++)
        {
            if (!known[row])
            {
                MarkUnknown(scores.Slice(row * count, count));
            }
        }
    }

    private bool HasOutcome(ReadOnlySpan<float> features) =>
        TrainingDataBuilder.IndexOfNonFinite(features) < 0
        || (Network.Description.TakesMissingValues && !features.ContainsAny(float.PositiveInfinity, float.NegativeInfinity));

    // A rectified unit turns NaN into a number and so would hide it: what is not known stays unknown.
    private protected static void MarkUnknown(Span<float> scores) => scores.Fill(float.NaN);
}
