using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class BinaryClassificationCatalog
{
    /// <summary>Evaluates scored rows with probabilities. A row counts as predicted positive if its score is above 0.</summary>
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel")
    {
        Contracts.CheckNonEmpty(probabilityColumnName, nameof(probabilityColumnName));
        var (counters, names) = Count(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName);
        return counters.ToCalibratedMetrics(names);
    }

    /// <summary>Evaluates scored rows without probabilities.</summary>
    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel")
    {
        var (counters, names) = Count(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName);
        return counters.ToMetrics(names);
    }

    /// <summary>Trains and evaluates on each of several splits of the data.</summary>
    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scores => Evaluate(scores, labelColumnName));
    }

    /// <summary>Trains and evaluates, without probabilities, on each of several splits of the data.</summary>
    public IReadOnlyList<CrossValidationResult<BinaryClassificationMetrics>> CrossValidateNonCalibrated(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidate(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scores => EvaluateNonCalibrated(scores, labelColumnName));
    }

    private (BinaryCounters Counters, string[] ClassNames) Count(
        IDataView data, string labelName, string scoreName, string probabilityName, string predictedLabelName)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(labelName, "labelColumnName");
        Contracts.CheckNonEmpty(scoreName, "scoreColumnName");
        Contracts.CheckNonEmpty(predictedLabelName, "predictedLabelColumnName");
        var host = Environment.Register("BinaryClassifierEvaluator").Register("Aggregator");

        var labelColumn = ScoredColumns.Find(data.Schema, "Label", labelName);
        var scoreColumn = ScoredColumns.Find(data.Schema, "Score", scoreName);
        var columns = new List<DataViewSchema.Column> { labelColumn, scoreColumn };
        if (probabilityName is not null)
            columns.Add(ScoredColumns.Find(data.Schema, "Probability", probabilityName));
        ScoredColumns.Find(data.Schema, "PredictedLabel", predictedLabelName);
        ScoredColumns.CheckType(scoreColumn.Type == NumberDataViewType.Single, "score", scoreColumn, "Single");
        ScoredColumns.CheckType(
            labelColumn.Type == NumberDataViewType.Single || labelColumn.Type == NumberDataViewType.Double
                || labelColumn.Type is BooleanDataViewType or KeyDataViewType { Count: 2 },
            "label",
            labelColumn,
            "Single, Double, Boolean, or a Key with cardinality 2");
        if (probabilityName is not null)
            ScoredColumns.CheckType(columns[2].Type == NumberDataViewType.Single, "probability", columns[2], "Single");

        var counters = new BinaryCounters(host.Rand);
        using var cursor = data.GetRowCursor(columns);
        var getLabel = ScoredColumns.GetLabelGetter(cursor, labelColumn);
        var getScore = ScoredColumns.Read<float>(cursor, scoreColumn, score => score);
        var getProbability = probabilityName is null ? () => float.NaN : ScoredColumns.Read<float>(cursor, columns[2], probability => probability);
        while (cursor.MoveNext())
        {
            var label = getLabel();
            var score = getScore();
            if (float.IsFinite(score) && !float.IsNaN(label))
                counters.Add(label > 0, score, getProbability());
        }

        var names = labelColumn.Type is KeyDataViewType ? ScoredColumns.ReadNames(labelColumn, "KeyValues") : null;
        return (counters, names ?? ["positive", "negative"]);
    }
}
