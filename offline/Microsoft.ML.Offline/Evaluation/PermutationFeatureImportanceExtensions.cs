using System.Collections.Immutable;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Permutation feature importance: by how much the metrics change when the values of one feature are shuffled among the rows.</summary>
public static class PermutationFeatureImportanceExtensions
{
    /// <summary>For regression; one result per feature, over <paramref name="permutationCount"/> shuffles.</summary>
    public static ImmutableArray<RegressionMetricsStatistics> PermutationFeatureImportance<TModel>(
        this RegressionCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Compute(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new RegressionMetricsStatistics(), view => catalog.Evaluate(view, labelColumnName));

    /// <summary>For binary classification; one result per feature, over <paramref name="permutationCount"/> shuffles.</summary>
    public static ImmutableArray<BinaryClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this BinaryClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Compute(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new BinaryClassificationMetricsStatistics(), view => catalog.EvaluateNonCalibrated(view, labelColumnName));

    /// <summary>For multiclass classification; one result per feature, over <paramref name="permutationCount"/> shuffles.</summary>
    public static ImmutableArray<MulticlassClassificationMetricsStatistics> PermutationFeatureImportance<TModel>(
        this MulticlassClassificationCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> predictionTransformer,
        IDataView data,
        string labelColumnName = "Label",
        bool useFeatureWeightFilter = false,
        int? numberOfExamplesToUse = null,
        int permutationCount = 1)
        where TModel : class
        => Compute(
            catalog, predictionTransformer, data, numberOfExamplesToUse, permutationCount,
            () => new MulticlassClassificationMetricsStatistics(), view => catalog.Evaluate(view, labelColumnName));

    // The weight filter concerns models that expose feature weights to ML.NET; others ignore it, there and here.
    private static ImmutableArray<TStatistics> Compute<TModel, TMetrics, TStatistics>(
        IInternalCatalog catalog,
        ISingleFeaturePredictionTransformer<TModel> model,
        IDataView data,
        int? rowsToUse,
        int permutationCount,
        Func<TStatistics> createStatistics,
        Func<IDataView, TMetrics> evaluate)
        where TModel : class
        where TStatistics : IMetricsStatistics<TMetrics>
    {
        var host = catalog.GetEnvironment().Register("PermutationFeatureImportance");
        Contracts.CheckValue(model, nameof(model));
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(model.FeatureColumnName, "features");
        var maximumRows = rowsToUse ?? Array.MaxLength;
        Contracts.Check(maximumRows > 0, "Provide how many examples to use (positive number) or set to null to use whole dataset.");

        var baseline = evaluate(model.Transform(data));
        var features = data.Schema[model.FeatureColumnName];
        var slots = (features.Type as VectorDataViewType)?.Size ?? 0;
        var random = new TauswortheHybrid(host.Rand.Next());
        var results = ImmutableArray.CreateBuilder<TStatistics>(slots);
        for (var slot = 0; slot < slots; slot++)
        {
            var values = ReadSlot(data, features, slot, maximumRows);
            if (values.Length == 0)
                return [];
            var statistics = createStatistics();
            for (var permutation = 0; permutation < permutationCount; permutation++)
            {
                Shuffle(random, values);
                var view = new PermutedSlotView(data, features, slot, values, values.Length == maximumRows);
                statistics.AddDifference(evaluate(model.Transform(view)), baseline);
            }
            results.Add(statistics);
        }
        return results.ToImmutable();
    }

    private static float[] ReadSlot(IDataView data, DataViewSchema.Column features, int slot, int maximumRows)
    {
        var values = new List<float>();
        using var cursor = data.GetRowCursor([features]);
        var getter = cursor.GetGetter<VBuffer<float>>(features);
        VBuffer<float> row = default;
        while (values.Count < maximumRows && cursor.MoveNext())
        {
            getter(ref row);
            values.Add(row.GetItemOrDefault(slot));
        }
        return values.ToArray();
    }

    private static void Shuffle(Random random, float[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var other = i + random.Next(values.Length - i);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
