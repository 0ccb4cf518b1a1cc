using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class RegressionCatalog
{
    /// <summary>Evaluates scored rows. Rows whose label or score is not a number are left out.</summary>
    public RegressionMetrics Evaluate(IDataView data, string labelColumnName = "Label", string scoreColumnName = "Score")
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        Contracts.CheckNonEmpty(scoreColumnName, nameof(scoreColumnName));
        Environment.Register("RegressionEvaluator");

        var labelColumn = ScoredColumns.Find(data.Schema, "Label", labelColumnName);
        var scoreColumn = ScoredColumns.Find(data.Schema, "Score", scoreColumnName);
        ScoredColumns.CheckType(scoreColumn.Type == NumberDataViewType.Single, "score", scoreColumn, "Single");
        ScoredColumns.CheckType(labelColumn.Type == NumberDataViewType.Single, "label", labelColumn, "Single");

        var counters = new RegressionCounters();
        using var cursor = data.GetRowCursor([labelColumn, scoreColumn]);
        var getLabel = ScoredColumns.GetLabelGetter(cursor, labelColumn);
        var getScore = ScoredColumns.Read<float>(cursor, scoreColumn, score => score);
        while (cursor.MoveNext())
        {
            var label = getLabel();
            var score = getScore();
            if (!float.IsNaN(label) && !float.IsNaN(score))
                counters.Add(label, score);
        }
        return counters.ToMetrics();
    }

    /// <summary>Trains and evaluates on each of several splits of the data.</summary>
    public IReadOnlyList<CrossValidationResult<RegressionMetrics>> CrossValidate(
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
