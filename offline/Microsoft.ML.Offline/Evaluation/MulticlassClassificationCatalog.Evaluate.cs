using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class MulticlassClassificationCatalog
{
    /// <summary>
    /// Evaluates scored rows. For the log-loss to mean anything, the scores must be probabilities.
    /// Rows without a label, or with scores that are not finite, are left out.
    /// </summary>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        int topKPredictionCount = 0)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Contracts.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Contracts.CheckNonEmpty(predictedLabelColumnName, nameof(predictedLabelColumnName));
        Contracts.CheckParam(topKPredictionCount >= 0, nameof(topKPredictionCount), "Must be non-negative");
        Environment.Register("MultiClassClassifierEvaluator");

        var labelColumn = ScoredColumns.Find(data.Schema, "Label", labelColumnName);
        var scoreColumn = ScoredColumns.Find(data.Schema, "Score", scoreColumnName);
        ScoredColumns.Find(data.Schema, "PredictedLabel", predictedLabelColumnName);
        var scoreType = scoreColumn.Type as VectorDataViewType;
        ScoredColumns.CheckType(
            scoreType is { Size: >= 2 } && scoreType.ItemType == NumberDataViewType.Single,
            "score",
            scoreColumn,
            "vector of two or more items of type Single");
        ScoredColumns.CheckType(
            labelColumn.Type == NumberDataViewType.Single || labelColumn.Type is KeyDataViewType, "label", labelColumn, "Single or Key");
        var classes = scoreType.Size;
        Contracts.CheckParam(
            topKPredictionCount <= classes + 1,
            nameof(topKPredictionCount),
            $"Is {topKPredictionCount}; must be at most {classes + 1} with {classes} classes");

        var counters = new MulticlassCounters(classes);
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var getLabel = ScoredColumns.GetLabelGetter(cursor, labelColumn);
        var getScores = cursor.GetGetter<VBuffer<float>>(scoreColumn);
        VBuffer<float> scores = default;
        var dense = new float[classes];
        while (cursor.MoveNext())
        {
            var label = getLabel();
            if (!(label >= 0) || label != (int)label)
                continue;
            getScores(ref scores);
            Contracts.Check(scores.Length == classes, $"Column '{scoreColumn.Name}': expected {classes} slots, but got {scores.Length}");
            scores.CopyTo(dense);
            if (dense.All(float.IsFinite))
                counters.Add((int)label, dense);
        }

        var names = ScoredColumns.ReadNames(scoreColumn, "SlotNames") ?? Enumerable.Range(0, classes).Select(i => $"{i}").ToArray();
        return counters.ToMetrics(names, topKPredictionCount);
    }

    /// <summary>Trains and evaluates on each of several splits of the data.</summary>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
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
}
